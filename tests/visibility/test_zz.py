import difflib
from tests.visibility.test_unseen_is_missing import *
def test_x(village):
    done=0
    for role in ("anonymous","another_member"):
      for a in addresses():
        for t,n in pairs(village,a):
            o,p=ask(village.clients[role],t),ask(village.clients[role],n)
            if plain(o)!=plain(p):
                print("##",role,a,t,n); print("\n".join(l[:300] for l in difflib.unified_diff(plain(o)[1].splitlines(),plain(p)[1].splitlines(),n=0,lineterm="")))
