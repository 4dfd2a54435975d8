"""scratch"""
import re, time, logging
from html import unescape
import pytest
from lxml import html as H
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from tests.house.source import addresses
from tests.visibility.village import settle, Village
from tests.visibility.walking import places, walk
from config.lib import limits

@pytest.fixture
def village(db, settings, tmp_path, request):
    settings.MEDIA_ROOT = tmp_path
    logging.disable(logging.CRITICAL)
    request.addfinalizer(lambda: logging.disable(logging.NOTSET))
    return settle()

HUGE = "9"*30
BAD = [HUGE, "9"*5000, "a\0b", "\ud800", "x"*900_000, "²", "0001-01-01"]

def send(client, method, path, data=None, **h):
    cache.clear()
    from config.lib.limits import _valkey
    kept = client.cookies.copy()
    t=time.perf_counter()
    try:
        with transaction.atomic():
            f = getattr(client, method)
            r = f(path, data or {}, headers=h) if not isinstance(data,(bytes,)) else f(path, data, content_type="application/x-www-form-urlencoded", headers=h)
            if r.streaming: b"".join(r.streaming_content)
            transaction.set_rollback(True)
        s=r.status_code
    except Exception as e:
        s=repr(e)[:200]; r=None
    client.cookies=kept
    return s, time.perf_counter()-t, r

@pytest.fixture(autouse=True)
def no_limits(monkeypatch):
    monkeypatch.setattr(limits, "_ask", lambda *a, **k: None)

QUERY = ["page","after","day","q","title","space","kind","tag","part","to","quote","tab","lowered","next","key","invitation","interest","help","place","level","number","seconds","who","unanswered","thread","colour","accent","hue","code"]

def test_gets(village):
    wrong=[]
    n=0
    for role in ("anonymous","admin"):
        c=village.clients[role]
        c.raise_request_exception=True
        for a in addresses():
            ps=[p for p in places(village,a) if "?" not in p][:2]
            for p in ps:
                src=""
                for bad in BAD:
                    if bad.startswith("\ud800"):
                        q="&".join(f"{k}=%ED%A0%80" for k in QUERY); pp=p+"?"+q; s,t,r=send(c,"get",pp)
                    elif len(bad)>10000:
                        continue
                    else:
                        s,t,r=send(c,"get",p,{k:bad for k in QUERY})
                    n+=1
                    if not isinstance(s,int) or s>=500 or t>.3: print((role,a.name,p[:60],bad[:12],s,round(t,2)),flush=True)
    print(n)
    for w in wrong: print(w)

def test_forms(village):
    wrong=[]; n=0
    forms={}
    for role in ("anonymous","admin","member"):
        c=village.clients[role]; c.raise_request_exception=True
        for a in addresses():
            for p in [p for p in places(village,a) if "?" not in p][:1]:
                s,t,r=send(c,"get",p)
                if not isinstance(s,int) or s>=500: wrong.append((role,"GET",p[:80],s)); continue
                if r is None or r.streaming or "html" not in r.headers.get("Content-Type","") or not r.content.strip(): continue
                for f in H.fromstring(r.content).iter("form"):
                    if (f.get("method") or "get").lower()!="post": continue
                    act=(f.get("action") or p)
                    data={}
                    for i in f.iter("input","select","textarea","button"):
                        if i.get("name"):
                            v=i.get("value") or i.text or ""
                            if i.tag=="select":
                                o=i.xpath(".//option/@value"); v=o[-1] if o else ""
                            if i.get("type") in("checkbox","radio") and i.get("name") in data: continue
                            data[i.get("name")]=v
                    data.pop("csrfmiddlewaretoken",None)
                    key=(re.sub(r"\d+","N",act.split("?")[0]),tuple(sorted(data)))
                    if key not in forms or (role,)==("admin",): forms.setdefault(key,(role,act,data))
    print(len(forms),"forms")
    fill={"body":"Some words here","title":"A title of a thread","source":"x"}
    slow={}
    for (k,names),(role,act,data) in forms.items():
        c=village.clients[role]
        data={x:(v or fill.get(x,"")) for x,v in data.items()}
        for name in [*data][:14]:
            for bad in BAD:
                d=dict(data)
                if name is None: d={x:bad for x in data}
                else: d[name]=bad
                if any("\ud800"==v for v in d.values()):
                    from urllib.parse import quote
                    raw="&".join(f"{quote(x)}="+("%ED%A0%80" if v=="\ud800" else quote(v)) for x,v in d.items()).encode()
                    s,t,r=send(c,"post",act,raw)
                else: s,t,r=send(c,"post",act,d)
                n+=1
                if not isinstance(s,int) or s>=500 or t>.4: print((role,act[:70],name,bad[:12],len(bad),s,round(t,2)),flush=True)
    print(n)
    for w in wrong: print(w)
    # known names to every address
    NAMES=sorted({x for (_,names) in forms for x in names}|set(QUERY)|{"where","answer","wanted","emoji","act","draft_key","version","reply_to","handle","role","before","level","number","seconds","theme","order"})
    wrong=[]
    for role in ("admin","member"):
        c=village.clients[role]
        for a in addresses():
            for p in [p for p in places(village,a) if "?" not in p][:2]:
                for bad in BAD:
                    if len(bad)>100000 or bad=="\ud800": continue
                    s,t,r=send(c,"post",p,{x:bad for x in NAMES})
                    if not isinstance(s,int) or s>=500 or t>.4: print((role,p[:70],bad[:12],len(bad),s,round(t,2)),flush=True)
    for w in wrong: print(w)
