-- Written by manage.py tables --snapshot, never by hand. What it stands for, and how that read:
-- members.0001_tables account.0001_initial account.0002_email_max_length account.0003_alter_emailaddress_create_unique_verified_email account.0004_alter_emailaddress_drop_unique_email account.0005_emailaddress_idx_upper_email account.0006_emailaddress_lower account.0007_emailaddress_idx_email account.0008_emailaddress_unique_primary_email_fixup account.0009_emailaddress_unique_primary_email contenttypes.0001_initial contenttypes.0002_remove_content_type_name auth.0001_initial auth.0002_alter_permission_name_max_length auth.0003_alter_user_email_max_length auth.0004_alter_user_username_opts auth.0005_alter_user_last_login_null auth.0006_require_contenttypes_0002 auth.0007_alter_validators_add_error_messages auth.0008_alter_user_username_max_length auth.0009_alter_user_last_name_max_length auth.0010_alter_group_name_max_length auth.0011_update_proxy_permissions auth.0012_alter_user_first_name_max_length community.0001_tables community.0002_extensions community.0003_search_owed community.0004_polls community.0005_chat community.0006_moving community.0007_media community.0008_questions_and_ideas community.0009_guides community.0010_keeping community.0011_kind_templates community.0012_related_meaning community.0013_guides_handed_over community.0014_asked_by_member community.0015_welcome community.0016_who_by_level community.0017_space_of_rows community.0018_reviewing community.0019_covering community.0020_cover_what_is_hidden community.0021_covered_index community.0022_hidden_versions community.0023_mentioned community.0024_made_kinds usersessions.0001_initial mfa.0001_initial mfa.0002_authenticator_timestamps mfa.0003_authenticator_type_uniq members.0002_activity_partitions members.0003_account_letters members.0004_pages members.0005_reaching members.0006_replying members.0007_push members.0008_segments members.0009_messages members.0010_privacy members.0011_log_by_verb members.0012_duties members.0013_stages members.0014_experiments members.0015_groups members.0016_referrals members.0017_levels members.0018_badges members.0019_thanks members.0020_journeys members.0021_points members.0022_mentoring members.0023_ambassadors members.0024_digest members.0025_deed_times members.0026_ice_breakers members.0027_profile_hidden members.0028_guidelines_since members.0029_message_report_rules programs.0001_series programs.0002_submission programs.0003_calendar programs.0004_events programs.0005_surveys programs.0006_amas programs.0007_challenges programs.0008_contributions programs.0009_newsletters programs.0010_spotlights programs.0011_pilots programs.0012_event_survey programs.0013_survey_tallies programs.0014_judges_apart programs.0015_swaps_and_extra_dates programs.0016_credit_as_sent programs.0017_credit_of_what_is_sent programs.0018_quotes_with_their_words metrics.0001_facts metrics.0002_visits metrics.0003_memos metrics.0004_effects metrics.0005_rollups metrics.0006_alerts metrics.0007_funnel metrics.0008_experiments metrics.0009_outside metrics.0010_tone metrics.0011_keys moderation.0001_moderation moderation.0002_reports moderation.0003_sanctions moderation.0004_appeals moderation.0005_append_only moderation.0006_replies moderation.0007_guidelines_of_before moderation.0008_screening moderation.0009_rota moderation.0010_escalation moderation.0011_transparency moderation.0012_ladder moderation.0013_guideline_of_an_acting_rule moderation.0014_no_automatic_decisions moderation.0015_reports_together moderation.0016_report_indexes moderation.0017_messages_reported moderation.0018_by_hosts moderation.0019_second moderation.0020_second_indexes sessions.0001_initial
-- ea3c55b81b89a15a9893cb53152796ab14942d6b5e227c8a2982c81c919eb8f0
SELECT pg_catalog.set_config('search_path', '', true);
SET LOCAL check_function_bodies = false;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;
CREATE FUNCTION public.community_post_to_space() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN
    UPDATE community_reaction SET space_id = NEW.space_id WHERE post_id = NEW.id;
    RETURN NULL;
END $$;
CREATE FUNCTION public.community_space_of_post() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN
    NEW.space_id := (SELECT space_id FROM community_post WHERE id = NEW.post_id);
    RETURN NEW;
END $$;
CREATE FUNCTION public.community_space_of_thread() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN
    NEW.space_id := (SELECT space_id FROM community_thread WHERE id = NEW.thread_id);
    RETURN NEW;
END $$;
CREATE FUNCTION public.community_thread_to_space() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN
    UPDATE community_post SET space_id = NEW.space_id WHERE thread_id = NEW.id;
    UPDATE community_reading SET space_id = NEW.space_id WHERE thread_id = NEW.id;
    RETURN NULL;
END $$;
CREATE FUNCTION public.moderation_entry_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP <> 'UPDATE' AND current_database() LIKE 'test\_%'
        AND current_setting('talkoot.tests_empty_tables', true) = 'on' THEN
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'The log of moderation is only added to.' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);
ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);
ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);
ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_answercheck (
    id bigint NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    verdict character varying(8) NOT NULL,
    reason character varying(500) NOT NULL,
    at timestamp with time zone,
    by_id bigint,
    post_id bigint NOT NULL,
    thread_id bigint NOT NULL,
    CONSTRAINT check_outdated_has_reason CHECK (((NOT ((verdict)::text = 'outdated'::text)) OR (NOT ((reason)::text = ''::text)))),
    CONSTRAINT check_verdict_has_time CHECK ((((at IS NULL) AND ((verdict)::text = ''::text)) OR ((NOT ((verdict)::text = ''::text)) AND (at IS NOT NULL)))),
    CONSTRAINT check_verdict_known CHECK (((verdict)::text = ANY ((ARRAY[''::character varying, 'valid'::character varying, 'outdated'::character varying])::text[])))
);
ALTER TABLE public.community_answercheck ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_answercheck_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_bookmark (
    id bigint NOT NULL,
    removed_at timestamp with time zone,
    note character varying(500) NOT NULL,
    kept_at timestamp with time zone NOT NULL,
    member_id bigint NOT NULL,
    post_id bigint
);
ALTER TABLE public.community_bookmark ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_bookmark_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_chatline (
    id bigint NOT NULL,
    deleted_at timestamp with time zone,
    edited_at timestamp with time zone,
    held_at timestamp with time zone,
    hidden_at timestamp with time zone,
    hidden_reason character varying(200) NOT NULL,
    source text NOT NULL,
    html text NOT NULL,
    text text NOT NULL,
    mentioned bigint[] NOT NULL,
    markup_version smallint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    submission character varying(64) NOT NULL,
    submission_digest character varying(64) NOT NULL,
    author_id bigint,
    deleted_by_id bigint,
    hidden_by_id bigint,
    room_id bigint NOT NULL,
    stretch_id bigint,
    tells_of_id bigint,
    edit_asked_at timestamp with time zone,
    removed_at timestamp with time zone,
    CONSTRAINT community_chatline_markup_version_check CHECK ((markup_version >= 0))
);
ALTER TABLE public.community_chatline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_chatline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_chatlineversion (
    id bigint NOT NULL,
    source text NOT NULL,
    at timestamp with time zone NOT NULL,
    line_id bigint NOT NULL
);
ALTER TABLE public.community_chatlineversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_chatlineversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_chatroom (
    id bigint NOT NULL,
    active_at timestamp with time zone NOT NULL,
    rested_at timestamp with time zone,
    subject character varying(120) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    author_id bigint,
    rested_by_id bigint,
    space_id bigint NOT NULL,
    CONSTRAINT chat_room_has_subject CHECK ((NOT ((subject)::text = ''::text)))
);
ALTER TABLE public.community_chatroom ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_chatroom_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_chatseat (
    id bigint NOT NULL,
    last_line bigint NOT NULL,
    read_at timestamp with time zone NOT NULL,
    level character varying(10) NOT NULL,
    member_id bigint NOT NULL,
    room_id bigint NOT NULL,
    CONSTRAINT chat_seat_level_known CHECK (((level)::text = ANY ((ARRAY['everything'::character varying, 'mentions'::character varying, 'nothing'::character varying])::text[])))
);
ALTER TABLE public.community_chatseat ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_chatseat_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_chatstretch (
    id bigint NOT NULL,
    first_line bigint NOT NULL,
    last_line bigint NOT NULL,
    lines_count integer NOT NULL,
    posts_count integer NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by_id bigint,
    room_id bigint NOT NULL,
    thread_id bigint,
    CONSTRAINT chat_stretch_in_order CHECK ((first_line <= last_line)),
    CONSTRAINT community_chatstretch_lines_count_check CHECK ((lines_count >= 0)),
    CONSTRAINT community_chatstretch_posts_count_check CHECK ((posts_count >= 0))
);
ALTER TABLE public.community_chatstretch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_chatstretch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_decision (
    id bigint NOT NULL,
    upshot character varying(12) NOT NULL,
    reason text NOT NULL,
    links character varying(500)[] NOT NULL,
    version integer NOT NULL,
    at timestamp with time zone NOT NULL,
    html text NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    by_id bigint,
    poll_id bigint NOT NULL,
    CONSTRAINT community_decision_version_check CHECK ((version >= 0)),
    CONSTRAINT decision_upshot_known CHECK (((upshot)::text = ANY ((ARRAY['adopted'::character varying, 'partly'::character varying, 'rejected'::character varying, 'information'::character varying])::text[])))
);
ALTER TABLE public.community_decision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_decision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_decisionversion (
    id bigint NOT NULL,
    upshot character varying(12) NOT NULL,
    reason text NOT NULL,
    links character varying(500)[] NOT NULL,
    version integer NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    decision_id bigint NOT NULL,
    CONSTRAINT community_decisionversion_version_check CHECK ((version >= 0))
);
ALTER TABLE public.community_decisionversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_decisionversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_deflection (
    id bigint NOT NULL,
    draft character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    member_id bigint NOT NULL,
    thread_id bigint NOT NULL
);
ALTER TABLE public.community_deflection ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_deflection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_draft (
    id bigint NOT NULL,
    key character varying(64) NOT NULL,
    body text NOT NULL,
    title character varying(200) NOT NULL,
    tags character varying(400) NOT NULL,
    kind character varying(12) NOT NULL,
    reply_to integer,
    version integer NOT NULL,
    others jsonb NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    member_id bigint NOT NULL,
    space_id bigint,
    more jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT community_draft_reply_to_check CHECK ((reply_to >= 0)),
    CONSTRAINT community_draft_version_check CHECK ((version >= 0)),
    CONSTRAINT draft_has_key CHECK ((NOT ((key)::text = ''::text)))
);
ALTER TABLE public.community_draft ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_draft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_follow (
    id bigint NOT NULL,
    tag character varying(40) NOT NULL,
    level character varying(10) NOT NULL,
    reason character varying(10) NOT NULL,
    since timestamp with time zone NOT NULL,
    member_id bigint NOT NULL,
    person_id bigint,
    space_id bigint,
    thread_id bigint,
    CONSTRAINT follow_not_oneself CHECK ((NOT ((person_id = member_id) AND (person_id IS NOT NULL)))),
    CONSTRAINT follow_one_thing CHECK ((((person_id IS NULL) AND (space_id IS NULL) AND ((tag)::text = ''::text) AND (thread_id IS NOT NULL)) OR ((person_id IS NULL) AND (space_id IS NOT NULL) AND ((tag)::text = ''::text) AND (thread_id IS NULL)) OR ((person_id IS NOT NULL) AND (space_id IS NULL) AND ((tag)::text = ''::text) AND (thread_id IS NULL)) OR ((person_id IS NULL) AND (space_id IS NULL) AND (thread_id IS NULL) AND (NOT ((tag)::text = ''::text)))))
);
ALTER TABLE public.community_follow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_follow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_formerguideslug (
    id bigint NOT NULL,
    slug character varying(80) NOT NULL,
    guide_id bigint NOT NULL
);
ALTER TABLE public.community_formerguideslug ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_formerguideslug_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_formerplace (
    id bigint NOT NULL,
    number integer NOT NULL,
    left_at timestamp with time zone NOT NULL,
    post_id bigint NOT NULL,
    thread_id bigint NOT NULL,
    CONSTRAINT community_formerplace_number_check CHECK ((number >= 0))
);
ALTER TABLE public.community_formerplace ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_formerplace_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_formerslug (
    id bigint NOT NULL,
    slug character varying(80) NOT NULL,
    given_up_at timestamp with time zone NOT NULL,
    space_id bigint NOT NULL
);
ALTER TABLE public.community_formerslug ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_formerslug_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_guide (
    id bigint NOT NULL,
    held_at timestamp with time zone,
    hidden_at timestamp with time zone,
    hidden_reason character varying(200) NOT NULL,
    check_months smallint NOT NULL,
    check_by date,
    checked_at timestamp with time zone,
    version integer NOT NULL,
    edited_at timestamp with time zone,
    review_asked_at timestamp with time zone,
    published_at timestamp with time zone,
    retired_at timestamp with time zone,
    retired_reason character varying(500) NOT NULL,
    slug character varying(80) NOT NULL,
    title character varying(200) NOT NULL,
    summary character varying(300) NOT NULL,
    source text NOT NULL,
    html text NOT NULL,
    text text NOT NULL,
    language character varying(2) NOT NULL,
    markup_version smallint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    submission character varying(64) NOT NULL,
    useful integer NOT NULL,
    not_useful integer NOT NULL,
    checked_by_id bigint,
    created_by_id bigint,
    edited_by_id bigint,
    hidden_by_id bigint,
    owner_id bigint,
    published_by_id bigint,
    retired_by_id bigint,
    review_asked_by_id bigint,
    space_id bigint,
    thread_id bigint,
    edit_asked_at timestamp with time zone,
    removed_at timestamp with time zone,
    CONSTRAINT community_guide_check_months_check CHECK ((check_months >= 0)),
    CONSTRAINT community_guide_markup_version_check CHECK ((markup_version >= 0)),
    CONSTRAINT community_guide_not_useful_check CHECK ((not_useful >= 0)),
    CONSTRAINT community_guide_useful_check CHECK ((useful >= 0)),
    CONSTRAINT community_guide_version_check CHECK ((version >= 0)),
    CONSTRAINT guide_checked_some_time CHECK ((check_months >= 1)),
    CONSTRAINT guide_published_is_checked CHECK (((published_at IS NULL) OR (check_by IS NOT NULL)))
);
ALTER TABLE public.community_guide ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_guide_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_guideeditor (
    id bigint NOT NULL,
    since timestamp with time zone NOT NULL,
    guide_id bigint NOT NULL,
    member_id bigint NOT NULL
);
ALTER TABLE public.community_guideeditor ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_guideeditor_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_guidelink (
    id bigint NOT NULL,
    guide_id bigint NOT NULL,
    thread_id bigint NOT NULL
);
ALTER TABLE public.community_guidelink ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_guidelink_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_guiderevision (
    id bigint NOT NULL,
    version integer NOT NULL,
    title character varying(200) NOT NULL,
    summary character varying(300) NOT NULL,
    source text NOT NULL,
    reason character varying(255) NOT NULL,
    at timestamp with time zone NOT NULL,
    author_id bigint,
    guide_id bigint NOT NULL,
    hidden_at timestamp with time zone,
    CONSTRAINT community_guiderevision_version_check CHECK ((version >= 0))
);
ALTER TABLE public.community_guiderevision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_guiderevision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_guidesource (
    id bigint NOT NULL,
    place smallint NOT NULL,
    url character varying(500) NOT NULL,
    title character varying(200) NOT NULL,
    guide_id bigint NOT NULL,
    post_id bigint,
    thread_id bigint,
    CONSTRAINT community_guidesource_place_check CHECK ((place >= 0)),
    CONSTRAINT guide_source_is_one_thing CHECK ((((post_id IS NULL) AND (thread_id IS NOT NULL) AND ((url)::text = ''::text)) OR ((post_id IS NOT NULL) AND (thread_id IS NULL) AND ((url)::text = ''::text)) OR ((post_id IS NULL) AND (thread_id IS NULL) AND (NOT ((url)::text = ''::text)))))
);
ALTER TABLE public.community_guidesource ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_guidesource_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_guidestep (
    id bigint NOT NULL,
    what character varying(12) NOT NULL,
    reason character varying(500) NOT NULL,
    due_on date,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    guide_id bigint NOT NULL
);
ALTER TABLE public.community_guidestep ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_guidestep_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_guidevote (
    id bigint NOT NULL,
    visitor character varying(32) NOT NULL,
    is_useful boolean NOT NULL,
    at timestamp with time zone NOT NULL,
    guide_id bigint NOT NULL,
    member_id bigint
);
ALTER TABLE public.community_guidevote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_guidevote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_helpask (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    member_id bigint NOT NULL,
    thread_id bigint NOT NULL
);
ALTER TABLE public.community_helpask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_helpask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_idearules (
    id smallint NOT NULL,
    votes_each smallint NOT NULL,
    CONSTRAINT community_idearules_id_check CHECK ((id >= 0)),
    CONSTRAINT community_idearules_votes_each_check CHECK ((votes_each >= 0)),
    CONSTRAINT idea_rules_one_row CHECK ((id = 1)),
    CONSTRAINT idea_rules_votes_in_reach CHECK (((votes_each >= 1) AND (votes_each <= 100)))
);
CREATE TABLE public.community_meaningindex (
    id smallint NOT NULL,
    model character varying(200) NOT NULL,
    dimension smallint NOT NULL,
    made_at timestamp with time zone,
    filled_at timestamp with time zone,
    "least" double precision NOT NULL,
    error character varying(500) NOT NULL,
    failed_at timestamp with time zone,
    CONSTRAINT community_meaningindex_dimension_check CHECK ((dimension >= 0)),
    CONSTRAINT community_meaningindex_id_check CHECK ((id >= 0)),
    CONSTRAINT meaning_index_one_row CHECK ((id = 1))
);
CREATE TABLE public.community_poll (
    id bigint NOT NULL,
    closes_at timestamp with time zone,
    closed_at timestamp with time zone,
    question character varying(255) NOT NULL,
    kind character varying(8) NOT NULL,
    most smallint,
    results character varying(8) NOT NULL,
    secrecy character varying(8) NOT NULL,
    voters_count integer NOT NULL,
    rounds jsonb NOT NULL,
    winner smallint,
    seed character varying(16) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    closed_by_id bigint,
    post_id bigint NOT NULL,
    CONSTRAINT community_poll_most_check CHECK ((most >= 0)),
    CONSTRAINT community_poll_voters_count_check CHECK ((voters_count >= 0)),
    CONSTRAINT community_poll_winner_check CHECK ((winner >= 0)),
    CONSTRAINT poll_closes_later CHECK (((closes_at IS NULL) OR (closes_at > created_at))),
    CONSTRAINT poll_kind_known CHECK (((kind)::text = ANY ((ARRAY['single'::character varying, 'several'::character varying, 'ranked'::character varying])::text[]))),
    CONSTRAINT poll_most_of_several CHECK (((most IS NULL) OR (((kind)::text = 'several'::text) AND (most >= 1)))),
    CONSTRAINT poll_results_known CHECK (((results)::text = ANY ((ARRAY['always'::character varying, 'voted'::character varying, 'closed'::character varying])::text[]))),
    CONSTRAINT poll_secrecy_known CHECK (((secrecy)::text = ANY ((ARRAY['secret'::character varying, 'open'::character varying])::text[])))
);
ALTER TABLE public.community_poll ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_poll_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_polloption (
    id bigint NOT NULL,
    place smallint NOT NULL,
    text character varying(120) NOT NULL,
    votes integer NOT NULL,
    poll_id bigint NOT NULL,
    CONSTRAINT community_polloption_place_check CHECK ((place >= 0)),
    CONSTRAINT community_polloption_votes_check CHECK ((votes >= 0)),
    CONSTRAINT poll_option_place_known CHECK (((place >= 1) AND (place <= 20)))
);
ALTER TABLE public.community_polloption ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_polloption_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_pollvote (
    id bigint NOT NULL,
    choices smallint[] NOT NULL,
    at timestamp with time zone NOT NULL,
    member_id bigint,
    poll_id bigint NOT NULL,
    CONSTRAINT poll_vote_not_empty CHECK ((NOT (choices = '{}'::smallint[])))
);
ALTER TABLE public.community_pollvote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_pollvote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_post (
    id bigint NOT NULL,
    deleted_at timestamp with time zone,
    version integer NOT NULL,
    edited_at timestamp with time zone,
    wiki_at timestamp with time zone,
    held_at timestamp with time zone,
    hidden_at timestamp with time zone,
    hidden_reason character varying(200) NOT NULL,
    number integer NOT NULL,
    source text NOT NULL,
    html text NOT NULL,
    text text NOT NULL,
    mentioned bigint[] NOT NULL,
    markup_version smallint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    reactions jsonb NOT NULL,
    submission character varying(64) NOT NULL,
    submission_digest character varying(64) NOT NULL,
    author_id bigint,
    deleted_by_id bigint,
    edited_by_id bigint,
    hidden_by_id bigint,
    reply_to_id bigint,
    thread_id bigint NOT NULL,
    moved_at timestamp with time zone,
    space_id bigint,
    edit_asked_at timestamp with time zone,
    removed_at timestamp with time zone,
    CONSTRAINT community_post_markup_version_check CHECK ((markup_version >= 0)),
    CONSTRAINT community_post_number_check CHECK ((number >= 0)),
    CONSTRAINT community_post_version_check CHECK ((version >= 0)),
    CONSTRAINT post_number_from_one CHECK ((number >= 1))
);
ALTER TABLE public.community_post ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_post_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_postlink (
    id bigint NOT NULL,
    number integer NOT NULL,
    is_quote boolean NOT NULL,
    post_id bigint NOT NULL,
    thread_id bigint NOT NULL,
    CONSTRAINT community_postlink_number_check CHECK ((number >= 0))
);
ALTER TABLE public.community_postlink ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_postlink_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_preview (
    id bigint NOT NULL,
    due_at timestamp with time zone,
    attempts smallint NOT NULL,
    fetched_at timestamp with time zone,
    failed_at timestamp with time zone,
    last_error character varying(200) NOT NULL,
    address character varying(2000) NOT NULL,
    title character varying(160) NOT NULL,
    words character varying(240) NOT NULL,
    site character varying(100) NOT NULL,
    picture character varying(32) NOT NULL,
    CONSTRAINT community_preview_attempts_check CHECK ((attempts >= 0))
);
ALTER TABLE public.community_preview ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_preview_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_previewrule (
    id smallint NOT NULL,
    reach character varying(12) NOT NULL,
    CONSTRAINT community_previewrule_id_check CHECK ((id >= 0)),
    CONSTRAINT preview_rule_one_row CHECK ((id = 1))
);
CREATE TABLE public.community_previewuse (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    removed_at timestamp with time zone,
    owed_at timestamp with time zone,
    post_id bigint NOT NULL,
    preview_id bigint NOT NULL,
    removed_by_id bigint
);
ALTER TABLE public.community_previewuse ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_previewuse_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_reaction (
    id bigint NOT NULL,
    emoji character varying(16) NOT NULL,
    at timestamp with time zone NOT NULL,
    member_id bigint NOT NULL,
    post_id bigint NOT NULL,
    space_id bigint
);
ALTER TABLE public.community_reaction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_reaction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_reading (
    id bigint NOT NULL,
    last_number integer NOT NULL,
    read_at timestamp with time zone NOT NULL,
    member_id bigint NOT NULL,
    thread_id bigint NOT NULL,
    space_id bigint,
    CONSTRAINT community_reading_last_number_check CHECK ((last_number >= 0))
);
ALTER TABLE public.community_reading ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_reading_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_relatedthreads (
    thread_id bigint NOT NULL,
    ids bigint[] NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.community_reminder (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    if_unanswered boolean NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    done_at timestamp with time zone,
    told boolean NOT NULL,
    bookmark_id bigint NOT NULL,
    CONSTRAINT reminder_told_is_done CHECK (((NOT told) OR (done_at IS NOT NULL)))
);
ALTER TABLE public.community_reminder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_reminder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_revision (
    id bigint NOT NULL,
    version integer NOT NULL,
    source text NOT NULL,
    title character varying(200) NOT NULL,
    reason character varying(255) NOT NULL,
    at timestamp with time zone NOT NULL,
    hidden_at timestamp with time zone,
    author_id bigint,
    post_id bigint NOT NULL,
    hidden_reason character varying(200) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT community_revision_version_check CHECK ((version >= 0))
);
ALTER TABLE public.community_revision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_revision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_routing (
    id bigint NOT NULL,
    hours smallint NOT NULL,
    at timestamp with time zone NOT NULL,
    thread_id bigint NOT NULL,
    CONSTRAINT community_routing_hours_check CHECK ((hours >= 0))
);
ALTER TABLE public.community_routing ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_routing_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_savedsearch (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    query character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    tells_at timestamp with time zone,
    looked_at timestamp with time zone NOT NULL,
    last_document bigint NOT NULL,
    member_id bigint NOT NULL
);
ALTER TABLE public.community_savedsearch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_savedsearch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_searchdocument (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    object_id bigint NOT NULL,
    number integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    language character varying(2) NOT NULL,
    title character varying(200) NOT NULL,
    folded character varying(200) NOT NULL,
    text text NOT NULL,
    has_image boolean NOT NULL,
    vector tsvector NOT NULL,
    title_vector tsvector,
    author_id bigint,
    space_id bigint,
    thread_id bigint,
    CONSTRAINT community_searchdocument_number_check CHECK ((number >= 0))
);
ALTER TABLE public.community_searchdocument ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_searchdocument_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_searchnews (
    id bigint NOT NULL,
    day date NOT NULL,
    threads bigint[] NOT NULL,
    at timestamp with time zone NOT NULL,
    saved_id bigint NOT NULL
);
ALTER TABLE public.community_searchnews ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_searchnews_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_searchowed (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    first bigint NOT NULL,
    last bigint NOT NULL,
    attempts integer NOT NULL,
    retry_at timestamp with time zone,
    error text NOT NULL,
    CONSTRAINT community_searchowed_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT search_owed_in_order CHECK ((first <= last))
);
ALTER TABLE public.community_searchowed ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_searchowed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_searchversion (
    kind character varying(12) NOT NULL,
    version integer NOT NULL,
    CONSTRAINT community_searchversion_version_check CHECK ((version >= 0))
);
CREATE TABLE public.community_searchword (
    word character varying(32) NOT NULL,
    keys integer[] NOT NULL
);
CREATE TABLE public.community_silence (
    id bigint NOT NULL,
    blocked boolean NOT NULL,
    since timestamp with time zone NOT NULL,
    member_id bigint NOT NULL,
    other_id bigint NOT NULL,
    CONSTRAINT silence_not_oneself CHECK ((NOT (other_id = member_id)))
);
ALTER TABLE public.community_silence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_silence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_space (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    slug character varying(80) NOT NULL,
    archived_at timestamp with time zone,
    deleted_at timestamp with time zone,
    purpose character varying(160) NOT NULL,
    description text NOT NULL,
    hue smallint NOT NULL,
    icon character varying(40) NOT NULL,
    language character varying(10) NOT NULL,
    visibility character varying(8) NOT NULL,
    who_starts character varying(8) NOT NULL,
    who_replies character varying(8) NOT NULL,
    kinds character varying(12)[] NOT NULL,
    template text NOT NULL,
    "position" smallint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    archived_by_id bigint,
    deleted_by_id bigint,
    group_id bigint,
    parent_id bigint,
    who_opens_rooms character varying(8) DEFAULT 'hosts'::character varying NOT NULL,
    kind_templates jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT community_space_hue_check CHECK ((hue >= 0)),
    CONSTRAINT community_space_position_check CHECK (("position" >= 0)),
    CONSTRAINT space_deleted_is_archived CHECK (((deleted_at IS NULL) OR (archived_at IS NOT NULL))),
    CONSTRAINT space_hue_known CHECK ((hue < 12)),
    CONSTRAINT space_not_in_itself CHECK ((NOT ((parent_id = id) AND (parent_id IS NOT NULL)))),
    CONSTRAINT space_private_has_group CHECK (((NOT ((visibility)::text = 'private'::text)) OR (group_id IS NOT NULL)))
);
ALTER TABLE public.community_space ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_space_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_spacehost (
    id bigint NOT NULL,
    since timestamp with time zone NOT NULL,
    member_id bigint NOT NULL,
    space_id bigint NOT NULL
);
ALTER TABLE public.community_spacehost ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_spacehost_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_statuschange (
    id bigint NOT NULL,
    before character varying(8) NOT NULL,
    status character varying(8) NOT NULL,
    reason character varying(500) NOT NULL,
    at timestamp with time zone NOT NULL,
    after_number integer NOT NULL,
    by_id bigint,
    thread_id bigint NOT NULL,
    CONSTRAINT community_statuschange_after_number_check CHECK ((after_number >= 0)),
    CONSTRAINT status_change_has_reason CHECK ((NOT ((reason)::text = ''::text))),
    CONSTRAINT status_change_known CHECK (((status)::text = ANY ((ARRAY['open'::character varying, 'review'::character varying, 'planned'::character varying, 'progress'::character varying, 'shipped'::character varying, 'declined'::character varying])::text[])))
);
ALTER TABLE public.community_statuschange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_statuschange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_suggestion (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    by_id bigint,
    canonical_id bigint NOT NULL,
    thread_id bigint NOT NULL,
    CONSTRAINT suggestion_of_another CHECK ((NOT (thread_id = canonical_id)))
);
ALTER TABLE public.community_suggestion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_suggestion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_tag (
    id bigint NOT NULL,
    name character varying(40) NOT NULL,
    description character varying(300) NOT NULL,
    retired_at timestamp with time zone,
    retired_by_id bigint,
    synonym_of_id bigint,
    CONSTRAINT tag_not_its_own_synonym CHECK ((NOT ((synonym_of_id = id) AND (synonym_of_id IS NOT NULL)))),
    CONSTRAINT tag_synonym_in_use CHECK (((synonym_of_id IS NULL) OR (retired_at IS NULL)))
);
ALTER TABLE public.community_tag ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_tag_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_thread (
    id bigint NOT NULL,
    answered_at timestamp with time zone,
    closed_at timestamp with time zone,
    archived_at timestamp with time zone,
    slow_seconds integer NOT NULL,
    pinned_at timestamp with time zone,
    pinned_everywhere boolean NOT NULL,
    deleted_at timestamp with time zone,
    kind character varying(12) NOT NULL,
    title character varying(200) NOT NULL,
    slug character varying(80) NOT NULL,
    tags character varying(40)[] NOT NULL,
    excerpt character varying(240) NOT NULL,
    language character varying(10) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_post_at timestamp with time zone NOT NULL,
    posts_count integer NOT NULL,
    repliers bigint[] NOT NULL,
    people_count integer NOT NULL,
    answer_id bigint,
    answered_by_id bigint,
    archived_by_id bigint,
    author_id bigint,
    closed_by_id bigint,
    deleted_by_id bigint,
    pinned_by_id bigint,
    space_id bigint NOT NULL,
    merged_at timestamp with time zone,
    merged_by_id bigint,
    merged_into_id bigint,
    moved_in integer DEFAULT 0 NOT NULL,
    moved_out integer DEFAULT 0 NOT NULL,
    duplicate_at timestamp with time zone,
    duplicate_by_id bigint,
    duplicate_of_id bigint,
    outdated_at timestamp with time zone,
    responsible_id bigint,
    status character varying(8) DEFAULT 'open'::character varying NOT NULL,
    status_at timestamp with time zone,
    votes_count integer DEFAULT 0 NOT NULL,
    covered jsonb,
    held_at timestamp with time zone,
    CONSTRAINT community_thread_moved_in_check CHECK ((moved_in >= 0)),
    CONSTRAINT community_thread_moved_out_check CHECK ((moved_out >= 0)),
    CONSTRAINT community_thread_people_count_check CHECK ((people_count >= 0)),
    CONSTRAINT community_thread_posts_count_check CHECK ((posts_count >= 0)),
    CONSTRAINT community_thread_slow_seconds_check CHECK ((slow_seconds >= 0)),
    CONSTRAINT community_thread_votes_count_check CHECK ((votes_count >= 0)),
    CONSTRAINT thread_answer_to_question CHECK (((answer_id IS NULL) OR ((kind)::text = 'question'::text))),
    CONSTRAINT thread_kind_known CHECK (((kind)::text = ANY ((ARRAY['discussion'::character varying, 'question'::character varying, 'idea'::character varying, 'announcement'::character varying, 'intro'::character varying, 'prompt'::character varying, 'challenge'::character varying, 'event'::character varying])::text[]))),
    CONSTRAINT thread_merged_somewhere CHECK ((((merged_at IS NULL) AND (merged_into_id IS NULL)) OR ((merged_at IS NOT NULL) AND (merged_into_id IS NOT NULL)))),
    CONSTRAINT thread_not_its_duplicate CHECK (((duplicate_of_id IS NULL) OR (NOT ((duplicate_of_id = id) AND (duplicate_of_id IS NOT NULL))))),
    CONSTRAINT thread_status_known CHECK (((status)::text = ANY ((ARRAY['open'::character varying, 'review'::character varying, 'planned'::character varying, 'progress'::character varying, 'shipped'::character varying, 'declined'::character varying])::text[]))),
    CONSTRAINT thread_status_of_idea CHECK ((((kind)::text = 'idea'::text) OR ((responsible_id IS NULL) AND ((status)::text = 'open'::text))))
);
ALTER TABLE public.community_thread ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_thread_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_threadtimer (
    id bigint NOT NULL,
    act character varying(8) NOT NULL,
    at timestamp with time zone,
    after_hours integer,
    set_at timestamp with time zone NOT NULL,
    set_by_id bigint,
    thread_id bigint NOT NULL,
    CONSTRAINT community_threadtimer_after_hours_check CHECK ((after_hours >= 0)),
    CONSTRAINT thread_timer_act_known CHECK (((act)::text = ANY ((ARRAY['close'::character varying, 'open'::character varying, 'bump'::character varying, 'archive'::character varying])::text[]))),
    CONSTRAINT thread_timer_one_time CHECK ((((after_hours IS NULL) AND (at IS NOT NULL)) OR ((after_hours IS NOT NULL) AND (at IS NULL))))
);
ALTER TABLE public.community_threadtimer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_threadtimer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_turn (
    thread_id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL,
    member_id bigint NOT NULL
);
CREATE TABLE public.community_unfoundsearch (
    id bigint NOT NULL,
    words character varying(120) NOT NULL,
    times integer NOT NULL,
    people character varying(16)[] NOT NULL,
    first_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    CONSTRAINT community_unfoundsearch_times_check CHECK ((times >= 0))
);
ALTER TABLE public.community_unfoundsearch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_unfoundsearch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_upload (
    id bigint NOT NULL,
    secret character varying(32) NOT NULL,
    sha character varying(64) NOT NULL,
    extension character varying(8) NOT NULL,
    kind character varying(20) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    size integer NOT NULL,
    file_name character varying(200) NOT NULL,
    alt character varying(1000) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    owner_id bigint,
    post_id bigint,
    thumbs smallint[],
    thumbs_due_at timestamp with time zone DEFAULT statement_timestamp(),
    thumbs_tries smallint DEFAULT 0 NOT NULL,
    guide_id bigint,
    CONSTRAINT community_upload_height_check CHECK ((height >= 0)),
    CONSTRAINT community_upload_size_check CHECK ((size >= 0)),
    CONSTRAINT community_upload_thumbs_tries_check CHECK ((thumbs_tries >= 0)),
    CONSTRAINT community_upload_width_check CHECK ((width >= 0))
);
ALTER TABLE public.community_upload ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_upload_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_visit (
    member_id bigint NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    since timestamp with time zone,
    "order" character varying(8) NOT NULL
);
CREATE TABLE public.community_vote (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    came_from_id bigint,
    member_id bigint NOT NULL,
    thread_id bigint NOT NULL
);
ALTER TABLE public.community_vote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_vote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.community_welcomerules (
    id smallint NOT NULL,
    words character varying(500) DEFAULT ''::character varying NOT NULL,
    video character varying(300) DEFAULT ''::character varying NOT NULL,
    video_words text DEFAULT ''::text NOT NULL,
    intro_space_id bigint,
    CONSTRAINT community_welcomerules_id_check CHECK ((id >= 0)),
    CONSTRAINT welcome_rules_one_row CHECK ((id = 1))
);
CREATE TABLE public.community_welcomestep (
    id bigint NOT NULL,
    action character varying(9) NOT NULL,
    done_at timestamp with time zone,
    skipped_at timestamp with time zone,
    at timestamp with time zone NOT NULL,
    guide_id bigint,
    member_id bigint NOT NULL,
    thread_id bigint,
    CONSTRAINT welcome_action_known CHECK (((action)::text = ANY ((ARRAY['hello'::character varying, 'interests'::character varying, 'useful'::character varying])::text[]))),
    CONSTRAINT welcome_step_done_or_skipped CHECK ((((done_at IS NULL) AND (skipped_at IS NOT NULL)) OR ((done_at IS NOT NULL) AND (skipped_at IS NULL))))
);
ALTER TABLE public.community_welcomestep ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.community_welcomestep_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);
ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);
ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);
CREATE TABLE public.members_accountletter (
    id bigint NOT NULL,
    key character varying(60) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    retry_at timestamp with time zone NOT NULL,
    attempts smallint NOT NULL,
    last_error character varying(500) NOT NULL,
    sent_at timestamp with time zone,
    dropped_at timestamp with time zone,
    dropped_why character varying(20) NOT NULL,
    kind character varying(40) NOT NULL,
    sealed text NOT NULL,
    useful_until timestamp with time zone NOT NULL,
    CONSTRAINT account_letter_keeps_no_secret CHECK ((((dropped_at IS NULL) AND (sent_at IS NULL)) OR (sealed = ''::text))),
    CONSTRAINT account_letter_one_end CHECK (((sent_at IS NULL) OR (dropped_at IS NULL))),
    CONSTRAINT members_accountletter_attempts_check CHECK ((attempts >= 0))
);
ALTER TABLE public.members_accountletter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_accountletter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_activity (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    verb character varying(64) NOT NULL,
    subject_type character varying(64) NOT NULL,
    subject_id bigint,
    facts jsonb NOT NULL,
    dispatched_at timestamp with time zone,
    actor_id bigint
)
PARTITION BY RANGE (at);
CREATE TABLE public.members_activity_default (
    id bigint CONSTRAINT members_activity_id_not_null NOT NULL,
    at timestamp with time zone CONSTRAINT members_activity_at_not_null NOT NULL,
    verb character varying(64) CONSTRAINT members_activity_verb_not_null NOT NULL,
    subject_type character varying(64) CONSTRAINT members_activity_subject_type_not_null NOT NULL,
    subject_id bigint,
    facts jsonb CONSTRAINT members_activity_facts_not_null NOT NULL,
    dispatched_at timestamp with time zone,
    actor_id bigint
);
ALTER TABLE public.members_activity ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_activity_id_seq1
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_ambassador (
    id bigint NOT NULL,
    asked_at timestamp with time zone,
    reminded_at timestamp with time zone,
    since timestamp with time zone NOT NULL,
    left_at timestamp with time zone,
    how character varying(8) NOT NULL,
    budget numeric(9,2),
    budget_words character varying(200) NOT NULL,
    grant_id bigint NOT NULL,
    member_id bigint NOT NULL,
    CONSTRAINT ambassador_left CHECK (((((how)::text = ''::text) AND (left_at IS NULL)) OR (left_at IS NOT NULL)))
);
ALTER TABLE public.members_ambassador ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_ambassador_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_ambassadorapplication (
    id bigint NOT NULL,
    answers jsonb NOT NULL,
    reason text NOT NULL,
    nomination_id bigint NOT NULL
);
ALTER TABLE public.members_ambassadorapplication ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_ambassadorapplication_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_ambassadorprogramme (
    id smallint NOT NULL,
    opened_at timestamp with time zone,
    doing text NOT NULL,
    expecting text NOT NULL,
    questions character varying(200)[] NOT NULL,
    kit text NOT NULL,
    group_id bigint,
    opened_by_id bigint,
    CONSTRAINT ambassador_programme_one_row CHECK ((id = 1)),
    CONSTRAINT members_ambassadorprogramme_id_check CHECK ((id >= 0))
);
CREATE TABLE public.members_application (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    email character varying(254) NOT NULL,
    answer text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    decided_by_id bigint,
    invitation_id bigint,
    referrer_id bigint
);
ALTER TABLE public.members_application ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_application_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_assignment (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    experiment_id bigint NOT NULL,
    member_id bigint NOT NULL,
    variant_id bigint
);
ALTER TABLE public.members_assignment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_assignment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_badge (
    id bigint NOT NULL,
    retired_at timestamp with time zone,
    name character varying(60) NOT NULL,
    slug character varying(80) NOT NULL,
    description character varying(200) NOT NULL,
    icon character varying(20) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    made_by_id bigint,
    retired_by_id bigint,
    segment_id bigint
);
ALTER TABLE public.members_badge ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_badge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_badgeaward (
    id bigint NOT NULL,
    revoked_at timestamp with time zone,
    revoke_reason character varying(300) NOT NULL,
    awarded_at timestamp with time zone NOT NULL,
    reason character varying(300) NOT NULL,
    rule jsonb,
    awarded_by_id bigint,
    badge_id bigint NOT NULL,
    member_id bigint NOT NULL,
    revoked_by_id bigint,
    CONSTRAINT badge_award_says_why CHECK ((NOT (((reason)::text = ''::text) AND (rule = 'null'::jsonb))))
);
ALTER TABLE public.members_badgeaward ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_badgeaward_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_checkin (
    id bigint NOT NULL,
    due_at timestamp with time zone NOT NULL,
    told_at timestamp with time zone,
    passed_on_at timestamp with time zone,
    done_at timestamp with time zone,
    day smallint NOT NULL,
    mentorship_id bigint NOT NULL,
    CONSTRAINT check_in_day_known CHECK ((day = ANY (ARRAY[3, 14, 30]))),
    CONSTRAINT members_checkin_day_check CHECK ((day >= 0))
);
ALTER TABLE public.members_checkin ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_checkin_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_dataexport (
    id bigint NOT NULL,
    secret character varying(32) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    parts_done character varying(40)[] NOT NULL,
    attempts smallint NOT NULL,
    retry_at timestamp with time zone NOT NULL,
    size bigint NOT NULL,
    ready_at timestamp with time zone,
    ends_at timestamp with time zone,
    removed_at timestamp with time zone,
    failed_at timestamp with time zone,
    member_id bigint NOT NULL,
    CONSTRAINT data_export_ends CHECK (((ready_at IS NULL) OR (ends_at IS NOT NULL))),
    CONSTRAINT data_export_one_end CHECK (((ready_at IS NULL) OR (failed_at IS NULL))),
    CONSTRAINT members_dataexport_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT members_dataexport_size_check CHECK ((size >= 0))
);
ALTER TABLE public.members_dataexport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_dataexport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_deedtimes (
    id bigint NOT NULL,
    verb character varying(64) NOT NULL,
    moments timestamp with time zone[] NOT NULL,
    member_id bigint NOT NULL
);
ALTER TABLE public.members_deedtimes ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_deedtimes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_digest (
    id bigint NOT NULL,
    key character varying(60) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    retry_at timestamp with time zone NOT NULL,
    attempts smallint NOT NULL,
    last_error character varying(500) NOT NULL,
    sent_at timestamp with time zone,
    dropped_at timestamp with time zone,
    dropped_why character varying(20) NOT NULL,
    week date NOT NULL,
    token character varying(32) NOT NULL,
    since timestamp with time zone,
    chosen jsonb NOT NULL,
    chosen_at timestamp with time zone,
    leaving_at timestamp with time zone,
    is_pause boolean NOT NULL,
    is_test boolean NOT NULL,
    member_id bigint NOT NULL,
    CONSTRAINT digest_one_end CHECK (((sent_at IS NULL) OR (dropped_at IS NULL))),
    CONSTRAINT members_digest_attempts_check CHECK ((attempts >= 0))
);
ALTER TABLE public.members_digest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_digest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_digestchoice (
    stopped_at timestamp with time zone,
    paused_at timestamp with time zone,
    resumed_at timestamp with time zone,
    member_id bigint NOT NULL,
    weekday smallint,
    hour smallint,
    every smallint NOT NULL,
    without character varying(24)[] NOT NULL,
    CONSTRAINT digest_choice_every_known CHECK ((every = ANY (ARRAY[1, 2, 4]))),
    CONSTRAINT digest_choice_hour_known CHECK ((((weekday IS NULL) OR ((weekday >= 1) AND (weekday <= 7))) AND ((hour IS NULL) OR ((hour >= 0) AND (hour <= 23))))),
    CONSTRAINT members_digestchoice_every_check CHECK ((every >= 0)),
    CONSTRAINT members_digestchoice_hour_check CHECK ((hour >= 0)),
    CONSTRAINT members_digestchoice_weekday_check CHECK ((weekday >= 0))
);
CREATE TABLE public.members_digestnote (
    id bigint NOT NULL,
    ended_at timestamp with time zone,
    source text NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    written_at timestamp with time zone NOT NULL,
    ended_by_id bigint,
    written_by_id bigint
);
ALTER TABLE public.members_digestnote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_digestnote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_digestplan (
    asks_approval boolean NOT NULL,
    approved_week date,
    approved_at timestamp with time zone,
    id smallint NOT NULL,
    weekday smallint NOT NULL,
    hour smallint NOT NULL,
    "order" character varying(24)[] NOT NULL,
    left_out character varying(24)[] NOT NULL,
    approved_by_id bigint,
    CONSTRAINT digest_plan_hour_known CHECK (((weekday >= 1) AND (weekday <= 7) AND (hour >= 0) AND (hour <= 23))),
    CONSTRAINT digest_plan_one_row CHECK ((id = 1)),
    CONSTRAINT members_digestplan_hour_check CHECK ((hour >= 0)),
    CONSTRAINT members_digestplan_id_check CHECK ((id >= 0)),
    CONSTRAINT members_digestplan_weekday_check CHECK ((weekday >= 0))
);
CREATE TABLE public.members_duty (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    key character varying(120) NOT NULL,
    thread_id bigint,
    note character varying(500) NOT NULL,
    due_at timestamp with time zone NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    owned_since timestamp with time zone,
    done_at timestamp with time zone,
    settled_by bigint,
    asked_by_id bigint,
    done_by_id bigint,
    owner_id bigint,
    member_id bigint,
    CONSTRAINT duty_about_one_thing CHECK (((member_id IS NULL) OR (thread_id IS NULL))),
    CONSTRAINT duty_kind_known CHECK (((kind)::text = ANY ((ARRAY['greet'::character varying, 'answer'::character varying, 'follow_up'::character varying, 'review'::character varying])::text[]))),
    CONSTRAINT duty_owned_since CHECK (((owner_id IS NULL) OR (owned_since IS NOT NULL)))
);
ALTER TABLE public.members_duty ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_duty_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_earned (
    id bigint NOT NULL,
    activity_id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    thing_id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    points smallint NOT NULL,
    giver_id bigint NOT NULL,
    member_id bigint NOT NULL,
    CONSTRAINT earned_from_another CHECK ((NOT (giver_id = member_id))),
    CONSTRAINT members_earned_points_check CHECK ((points >= 0))
);
ALTER TABLE public.members_earned ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_earned_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_experiment (
    id bigint NOT NULL,
    key character varying(50) NOT NULL,
    name character varying(80) NOT NULL,
    purpose character varying(200) NOT NULL,
    held_out smallint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    stopped_at timestamp with time zone,
    created_by_id bigint,
    started_by_id bigint,
    stopped_by_id bigint,
    segment_id bigint,
    CONSTRAINT experiment_held_out_share CHECK ((held_out <= 90)),
    CONSTRAINT experiment_stopped_after_start CHECK (((stopped_at IS NULL) OR (started_at IS NOT NULL))),
    CONSTRAINT members_experiment_held_out_check CHECK ((held_out >= 0))
);
ALTER TABLE public.members_experiment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_experiment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_formerhandle (
    id bigint NOT NULL,
    handle character varying(30) NOT NULL,
    given_up_at timestamp with time zone NOT NULL,
    member_id bigint NOT NULL
);
ALTER TABLE public.members_formerhandle ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_formerhandle_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_group (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    slug character varying(80) NOT NULL,
    purpose character varying(200) NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    entry character varying(12) DEFAULT 'invitation'::character varying NOT NULL,
    kind character varying(8) DEFAULT 'other'::character varying NOT NULL,
    place character varying(100) DEFAULT ''::character varying NOT NULL,
    questions character varying(200)[] DEFAULT '{}'::character varying(200)[] NOT NULL,
    seen_by character varying(8) DEFAULT 'private'::character varying NOT NULL
);
ALTER TABLE public.members_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_groupapplication (
    id bigint NOT NULL,
    answers jsonb NOT NULL,
    made_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    declined_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    reason text NOT NULL,
    decided_by_id bigint,
    group_id bigint NOT NULL,
    member_id bigint NOT NULL
);
ALTER TABLE public.members_groupapplication ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_groupapplication_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_groupbar (
    id bigint NOT NULL,
    reason text NOT NULL,
    barred_at timestamp with time zone NOT NULL,
    lifted_at timestamp with time zone,
    barred_by_id bigint,
    group_id bigint NOT NULL,
    lifted_by_id bigint,
    member_id bigint NOT NULL
);
ALTER TABLE public.members_groupbar ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_groupbar_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_groupinvitation (
    id bigint NOT NULL,
    note text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    declined_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    group_id bigint NOT NULL,
    inviter_id bigint NOT NULL,
    member_id bigint NOT NULL,
    withdrawn_by_id bigint
);
ALTER TABLE public.members_groupinvitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_groupinvitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_groupmembership (
    id bigint NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    group_id bigint NOT NULL,
    member_id bigint NOT NULL,
    host_since timestamp with time zone
);
ALTER TABLE public.members_groupmembership ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_groupmembership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_icebreaker (
    id bigint NOT NULL,
    key character varying(24) NOT NULL,
    words character varying(140) NOT NULL,
    "position" smallint,
    removed_at timestamp with time zone,
    removed_by_id bigint,
    CONSTRAINT ice_breaker_asked_in_its_place CHECK (((("position" >= 0) AND ("position" < 10) AND (removed_at IS NULL)) OR (("position" IS NULL) AND (removed_at IS NOT NULL)))),
    CONSTRAINT members_icebreaker_position_check CHECK (("position" >= 0))
);
ALTER TABLE public.members_icebreaker ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_icebreaker_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_icebreakeranswer (
    id bigint NOT NULL,
    words character varying(200) NOT NULL,
    answered_at timestamp with time zone NOT NULL,
    breaker_id bigint NOT NULL,
    member_id bigint NOT NULL,
    CONSTRAINT ice_breaker_answer_says_something CHECK ((NOT ((words)::text = ''::text)))
);
ALTER TABLE public.members_icebreakeranswer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_icebreakeranswer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_incomingmail (
    id bigint NOT NULL,
    key character varying(60) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    retry_at timestamp with time zone NOT NULL,
    attempts smallint NOT NULL,
    last_error character varying(500) NOT NULL,
    sent_at timestamp with time zone,
    dropped_at timestamp with time zone,
    dropped_why character varying(20) NOT NULL,
    content bytea NOT NULL,
    CONSTRAINT incoming_mail_is_forgotten CHECK ((((dropped_at IS NULL) AND (sent_at IS NULL)) OR (content = '\x'::bytea))),
    CONSTRAINT incoming_mail_one_end CHECK (((sent_at IS NULL) OR (dropped_at IS NULL))),
    CONSTRAINT members_incomingmail_attempts_check CHECK ((attempts >= 0))
);
ALTER TABLE public.members_incomingmail ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_incomingmail_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_installation (
    sign_up character varying(12) NOT NULL,
    name character varying(40) NOT NULL,
    purpose character varying(160) NOT NULL,
    guidelines text NOT NULL,
    mark character varying(120) NOT NULL,
    accent character varying(7) NOT NULL,
    corners character varying(8) NOT NULL,
    theme_css text NOT NULL,
    theme_hash character varying(16) NOT NULL,
    id smallint NOT NULL,
    language character varying(10) NOT NULL,
    reactions jsonb NOT NULL,
    uid uuid NOT NULL,
    opened_at timestamp with time zone,
    setup_step smallint NOT NULL,
    demo boolean NOT NULL,
    about text DEFAULT ''::text NOT NULL,
    privacy text DEFAULT ''::text NOT NULL,
    contact character varying(254) DEFAULT ''::character varying NOT NULL,
    guidelines_since timestamp with time zone,
    CONSTRAINT installation_one_row CHECK ((id = 1)),
    CONSTRAINT members_installation_id_check CHECK ((id >= 0)),
    CONSTRAINT members_installation_setup_step_check CHECK ((setup_step >= 0))
);
CREATE TABLE public.members_invitation (
    id bigint NOT NULL,
    code character varying(24) NOT NULL,
    email character varying(254) NOT NULL,
    note text NOT NULL,
    landing character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    inviter_id bigint NOT NULL,
    used_by_id bigint,
    withdrawn_by_id bigint,
    expectation text DEFAULT ''::text NOT NULL,
    letters smallint DEFAULT 1 NOT NULL,
    sent_at timestamp with time zone,
    batch_id bigint,
    CONSTRAINT members_invitation_letters_check CHECK ((letters >= 0))
);
ALTER TABLE public.members_invitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_invitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_invitationbatch (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    note text NOT NULL,
    landing character varying(200) NOT NULL,
    question character varying(200) NOT NULL,
    days smallint NOT NULL,
    made_at timestamp with time zone NOT NULL,
    group_id bigint,
    made_by_id bigint,
    badge_id bigint,
    CONSTRAINT members_invitationbatch_days_check CHECK ((days >= 0))
);
ALTER TABLE public.members_invitationbatch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_invitationbatch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_journey (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    purpose character varying(200) NOT NULL,
    draft jsonb NOT NULL,
    draft_number integer NOT NULL,
    draft_before jsonb,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    runs_since timestamp with time zone,
    paused_at timestamp with time zone,
    archived_at timestamp with time zone,
    version_id bigint,
    CONSTRAINT members_journey_draft_number_check CHECK ((draft_number >= 0))
);
ALTER TABLE public.members_journey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_journey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_journeycall (
    id bigint NOT NULL,
    key character varying(60) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    retry_at timestamp with time zone NOT NULL,
    attempts smallint NOT NULL,
    last_error character varying(500) NOT NULL,
    sent_at timestamp with time zone,
    dropped_at timestamp with time zone,
    dropped_why character varying(20) NOT NULL,
    step character varying(12) NOT NULL,
    receiver_id bigint NOT NULL,
    run_id bigint NOT NULL,
    CONSTRAINT members_journeycall_attempts_check CHECK ((attempts >= 0))
);
ALTER TABLE public.members_journeycall ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_journeycall_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_journeymessage (
    id bigint NOT NULL,
    key character varying(60) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    retry_at timestamp with time zone NOT NULL,
    attempts smallint NOT NULL,
    last_error character varying(500) NOT NULL,
    sent_at timestamp with time zone,
    dropped_at timestamp with time zone,
    dropped_why character varying(20) NOT NULL,
    token character varying(32) NOT NULL,
    subject character varying(150) NOT NULL,
    source text NOT NULL,
    html text NOT NULL,
    text text NOT NULL,
    in_app boolean NOT NULL,
    by_mail boolean NOT NULL,
    host_id bigint,
    member_id bigint NOT NULL,
    run_id bigint NOT NULL,
    CONSTRAINT members_journeymessage_attempts_check CHECK ((attempts >= 0))
);
ALTER TABLE public.members_journeymessage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_journeymessage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_journeystop (
    id bigint NOT NULL,
    since timestamp with time zone NOT NULL,
    journey_id bigint,
    member_id bigint NOT NULL
);
ALTER TABLE public.members_journeystop ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_journeystop_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_journeyversion (
    id bigint NOT NULL,
    number integer,
    plan jsonb NOT NULL,
    published_at timestamp with time zone,
    journey_id bigint NOT NULL,
    published_by_id bigint,
    CONSTRAINT members_journeyversion_number_check CHECK ((number >= 0))
);
ALTER TABLE public.members_journeyversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_journeyversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_kitfile (
    id bigint NOT NULL,
    title character varying(120) NOT NULL,
    file_name character varying(200) NOT NULL,
    secret character varying(32) NOT NULL,
    extension character varying(8) NOT NULL,
    size integer NOT NULL,
    added_at timestamp with time zone NOT NULL,
    added_by_id bigint,
    CONSTRAINT members_kitfile_size_check CHECK ((size >= 0))
);
ALTER TABLE public.members_kitfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_kitfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_leaving (
    id bigint NOT NULL,
    number bigint NOT NULL,
    fate character varying(5) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    returned_at timestamp with time zone,
    begun_at timestamp with time zone,
    done_at timestamp with time zone,
    steps_done character varying(40)[] NOT NULL,
    cursor bigint NOT NULL,
    attempts smallint NOT NULL,
    retry_at timestamp with time zone NOT NULL,
    asked_by_id bigint,
    member_id bigint,
    CONSTRAINT leaving_fate_known CHECK (((fate)::text = ANY ((ARRAY['keep'::character varying, 'erase'::character varying])::text[]))),
    CONSTRAINT leaving_not_halfway_back CHECK (((returned_at IS NULL) OR (begun_at IS NULL))),
    CONSTRAINT leaving_one_end CHECK (((returned_at IS NULL) OR (done_at IS NULL))),
    CONSTRAINT members_leaving_attempts_check CHECK ((attempts >= 0))
);
ALTER TABLE public.members_leaving ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_leaving_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_levelgrant (
    id bigint NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    step smallint NOT NULL,
    given_at timestamp with time zone NOT NULL,
    ended_by_id bigint,
    given_by_id bigint,
    member_id bigint NOT NULL,
    CONSTRAINT members_levelgrant_step_check CHECK ((step >= 0))
);
ALTER TABLE public.members_levelgrant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_levelgrant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_levelmove (
    id bigint NOT NULL,
    move character varying(8) NOT NULL,
    step smallint NOT NULL,
    "then" smallint NOT NULL,
    at timestamp with time zone NOT NULL,
    falls_at timestamp with time zone,
    member_id bigint NOT NULL,
    CONSTRAINT members_levelmove_step_check CHECK ((step >= 0)),
    CONSTRAINT members_levelmove_then_check CHECK (("then" >= 0))
);
ALTER TABLE public.members_levelmove ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_levelmove_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_levelrule (
    id bigint NOT NULL,
    step smallint NOT NULL,
    rule jsonb NOT NULL,
    unlocks character varying(300) NOT NULL,
    begins_at timestamp with time zone NOT NULL,
    made_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    made_by_id bigint,
    withdrawn_by_id bigint,
    CONSTRAINT members_levelrule_step_check CHECK ((step >= 0))
);
ALTER TABLE public.members_levelrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_levelrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_levelstanding (
    id bigint NOT NULL,
    step smallint NOT NULL,
    since timestamp with time zone NOT NULL,
    falls_at timestamp with time zone,
    member_id bigint NOT NULL,
    CONSTRAINT members_levelstanding_step_check CHECK ((step >= 0))
);
ALTER TABLE public.members_levelstanding ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_levelstanding_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_mail (
    id bigint NOT NULL,
    key character varying(60) NOT NULL,
    thread_id bigint,
    token character varying(16) NOT NULL,
    settings character varying(24)[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    retry_at timestamp with time zone NOT NULL,
    attempts smallint NOT NULL,
    last_error character varying(500) NOT NULL,
    sent_at timestamp with time zone,
    dropped_at timestamp with time zone,
    dropped_why character varying(20) NOT NULL,
    member_id bigint NOT NULL,
    CONSTRAINT mail_one_end CHECK (((sent_at IS NULL) OR (dropped_at IS NULL))),
    CONSTRAINT members_mail_attempts_check CHECK ((attempts >= 0))
);
ALTER TABLE public.members_mail ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_mail_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_mailitem (
    id bigint NOT NULL,
    activity_id bigint NOT NULL,
    kind character varying(24) NOT NULL,
    thread_id bigint,
    subject_id bigint NOT NULL,
    actor_id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    over_budget_at timestamp with time zone,
    mail_id bigint,
    member_id bigint NOT NULL,
    notification_id bigint,
    wait_until timestamp with time zone
);
ALTER TABLE public.members_mailitem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_mailitem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_mailstop (
    member_id bigint NOT NULL,
    stopped_at timestamp with time zone NOT NULL
);
CREATE TABLE public.members_member (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    name character varying(60) NOT NULL,
    line character varying(140) NOT NULL,
    about text NOT NULL,
    place character varying(100) NOT NULL,
    interests character varying(40)[] NOT NULL,
    expertise character varying(40)[] NOT NULL,
    languages character varying(10)[] NOT NULL,
    language character varying(10) NOT NULL,
    time_zone character varying(50) NOT NULL,
    confirmed_at timestamp with time zone,
    guidelines_accepted_at timestamp with time zone,
    photo character varying(120) NOT NULL,
    silenced_until timestamp with time zone,
    suspended_until timestamp with time zone,
    role character varying(12) NOT NULL,
    handle character varying(30) NOT NULL,
    email character varying(254) NOT NULL,
    is_active boolean NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone,
    preferences jsonb NOT NULL,
    aside jsonb,
    profile_edit_asked_at timestamp with time zone,
    profile_hidden_at timestamp with time zone,
    CONSTRAINT member_role_known CHECK (((role)::text = ANY ((ARRAY['member'::character varying, 'moderator'::character varying, 'manager'::character varying, 'owner'::character varying])::text[])))
);
ALTER TABLE public.members_member ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_member_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_mentor (
    resting_at timestamp with time zone,
    member_id bigint NOT NULL,
    capacity smallint NOT NULL,
    languages character varying(10)[] NOT NULL,
    times character varying(200) NOT NULL,
    since timestamp with time zone NOT NULL,
    CONSTRAINT members_mentor_capacity_check CHECK ((capacity >= 0)),
    CONSTRAINT mentor_capacity_in_reach CHECK (((capacity >= 1) AND (capacity <= 10)))
);
CREATE TABLE public.members_mentoringrules (
    on_since timestamp with time zone,
    id smallint NOT NULL,
    group_id bigint,
    on_by_id bigint,
    CONSTRAINT members_mentoringrules_id_check CHECK ((id >= 0)),
    CONSTRAINT mentoring_rules_one_row CHECK ((id = 1))
);
CREATE TABLE public.members_mentorship (
    id bigint NOT NULL,
    offered_at timestamp with time zone NOT NULL,
    answer_by timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    closed_at timestamp with time zone,
    closing character varying(6) NOT NULL,
    ended_by_id bigint,
    mentor_id bigint NOT NULL,
    newcomer_id bigint NOT NULL,
    CONSTRAINT mentorship_closed_somehow CHECK ((((closed_at IS NULL) AND ((closing)::text = ''::text)) OR ((closed_at IS NOT NULL) AND ((closing)::text = ANY ((ARRAY['passed'::character varying, 'lapsed'::character varying, 'ended'::character varying])::text[]))))),
    CONSTRAINT mentorship_of_two CHECK ((NOT (newcomer_id = mentor_id)))
);
ALTER TABLE public.members_mentorship ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_mentorship_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_message (
    id bigint NOT NULL,
    edited_at timestamp with time zone,
    deleted_at timestamp with time zone,
    hidden_at timestamp with time zone,
    source text NOT NULL,
    html text NOT NULL,
    text text NOT NULL,
    mentioned bigint[] NOT NULL,
    markup_version smallint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    told character varying(8) NOT NULL,
    submission character varying(64) NOT NULL,
    submission_digest character varying(64) NOT NULL,
    about_id bigint,
    author_id bigint,
    hidden_by_id bigint,
    talk_id bigint NOT NULL,
    CONSTRAINT members_message_markup_version_check CHECK ((markup_version >= 0)),
    CONSTRAINT message_told_known CHECK (((told)::text = ANY ((ARRAY[''::character varying, 'added'::character varying, 'left'::character varying, 'named'::character varying])::text[])))
);
ALTER TABLE public.members_message ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_message_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_messagepicture (
    id bigint NOT NULL,
    upload_id bigint NOT NULL,
    message_id bigint NOT NULL
);
ALTER TABLE public.members_messagepicture ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_messagepicture_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_messagereport (
    id bigint NOT NULL,
    reason character varying(8) NOT NULL,
    note text NOT NULL,
    shown jsonb NOT NULL,
    reported_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    author_id bigint,
    closed_by_id bigint,
    message_id bigint,
    reporter_id bigint,
    rule_key character varying(40) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT message_report_reason_known CHECK (((reason)::text = ANY ((ARRAY['unkind'::character varying, 'spam'::character varying, 'private'::character varying, 'illegal'::character varying, 'other'::character varying, 'rule'::character varying])::text[]))),
    CONSTRAINT message_report_rule CHECK ((((rule_key)::text = ''::text) OR ((reason)::text = 'rule'::text)))
);
ALTER TABLE public.members_messagereport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_messagereport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_nomination (
    id bigint NOT NULL,
    decided_at timestamp with time zone,
    accepted boolean,
    step smallint NOT NULL,
    reason character varying(600) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    decided_by_id bigint,
    made_by_id bigint,
    member_id bigint NOT NULL,
    CONSTRAINT members_nomination_step_check CHECK ((step >= 0))
);
ALTER TABLE public.members_nomination ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_nomination_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_notification (
    id bigint NOT NULL,
    kind character varying(24) NOT NULL,
    bundle character varying(40) NOT NULL,
    thread_id bigint,
    place_id bigint,
    subjects bigint[] NOT NULL,
    actors bigint[] NOT NULL,
    count integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone,
    read_at timestamp with time zone,
    member_id bigint NOT NULL,
    CONSTRAINT members_notification_count_check CHECK ((count >= 0)),
    CONSTRAINT notification_pairs CHECK ((cardinality(subjects) = cardinality(actors))),
    CONSTRAINT notification_read_is_seen CHECK (((read_at IS NULL) OR (seen_at IS NOT NULL)))
);
ALTER TABLE public.members_notification ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_notification_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_passed (
    id bigint NOT NULL,
    step character varying(12) NOT NULL,
    way character varying(12) NOT NULL,
    at timestamp with time zone NOT NULL,
    facts jsonb NOT NULL,
    run_id bigint NOT NULL
);
ALTER TABLE public.members_passed ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_passed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_preference (
    id bigint NOT NULL,
    setting character varying(24) NOT NULL,
    in_app boolean NOT NULL,
    by_mail boolean NOT NULL,
    member_id bigint NOT NULL,
    by_push boolean
);
ALTER TABLE public.members_preference ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_preference_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_push (
    id bigint NOT NULL,
    thread_id bigint,
    created_at timestamp with time zone NOT NULL,
    member_id bigint NOT NULL
);
ALTER TABLE public.members_push ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_push_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_pushdevice (
    id bigint NOT NULL,
    endpoint character varying(1000) NOT NULL,
    p256dh character varying(100) NOT NULL,
    auth character varying(40) NOT NULL,
    user_agent character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    told_at timestamp with time zone,
    member_id bigint NOT NULL
);
ALTER TABLE public.members_pushdevice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_pushdevice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_pushitem (
    id bigint NOT NULL,
    notification_id bigint,
    activity_id bigint NOT NULL,
    kind character varying(24) NOT NULL,
    thread_id bigint,
    subject_id bigint NOT NULL,
    actor_id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    over_budget_at timestamp with time zone,
    wait_until timestamp with time zone,
    member_id bigint NOT NULL,
    push_id bigint
);
ALTER TABLE public.members_pushitem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_pushitem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_pushkeys (
    id bigint NOT NULL,
    public character varying(100) NOT NULL,
    sealed text NOT NULL,
    CONSTRAINT push_keys_once CHECK ((id = 1))
);
ALTER TABLE public.members_pushkeys ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_pushkeys_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_pushsending (
    id bigint NOT NULL,
    key character varying(60) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    retry_at timestamp with time zone NOT NULL,
    attempts smallint NOT NULL,
    last_error character varying(500) NOT NULL,
    sent_at timestamp with time zone,
    dropped_at timestamp with time zone,
    dropped_why character varying(20) NOT NULL,
    device_id bigint NOT NULL,
    push_id bigint NOT NULL,
    CONSTRAINT members_pushsending_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT push_sending_one_end CHECK (((sent_at IS NULL) OR (dropped_at IS NULL)))
);
ALTER TABLE public.members_pushsending ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_pushsending_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_quiethours (
    member_id bigint NOT NULL,
    begins time without time zone,
    ends time without time zone,
    CONSTRAINT quiet_hours_have_two_ends CHECK ((((begins IS NULL) AND (ends IS NULL)) OR ((begins IS NOT NULL) AND (ends IS NOT NULL))))
);
CREATE TABLE public.members_receipt (
    id bigint NOT NULL,
    activity_at timestamp with time zone NOT NULL,
    subscriber character varying(100) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    attempts smallint NOT NULL,
    last_error character varying(2000) NOT NULL,
    retry_at timestamp with time zone,
    done_at timestamp with time zone,
    dead_at timestamp with time zone,
    set_aside_at timestamp with time zone,
    activity_id bigint NOT NULL,
    set_aside_by_id bigint,
    CONSTRAINT members_receipt_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT receipt_one_end CHECK (((done_at IS NULL) OR ((dead_at IS NULL) AND (set_aside_at IS NULL))))
);
ALTER TABLE public.members_receipt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_receipt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_receiver (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    url character varying(2000) NOT NULL,
    sealed text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    made_by_id bigint
);
ALTER TABLE public.members_receiver ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_receiver_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_referral (
    id bigint NOT NULL,
    by_link boolean NOT NULL,
    came_at timestamp with time zone NOT NULL,
    contributed_at timestamp with time zone,
    returned_at timestamp with time zone,
    activated_at timestamp with time zone,
    answered_at timestamp with time zone,
    doubt character varying(8) NOT NULL,
    member_id bigint NOT NULL,
    referrer_id bigint NOT NULL,
    CONSTRAINT referral_in_doubt_never_counts CHECK (((activated_at IS NULL) OR ((doubt)::text = ''::text))),
    CONSTRAINT referral_not_of_oneself CHECK ((NOT (member_id = referrer_id)))
);
ALTER TABLE public.members_referral ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_referral_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_referrallink (
    id bigint NOT NULL,
    code character varying(24) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    member_id bigint NOT NULL
);
ALTER TABLE public.members_referrallink ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_referrallink_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_reviewnote (
    id bigint NOT NULL,
    leaning character varying(6) NOT NULL,
    words text NOT NULL,
    at timestamp with time zone NOT NULL,
    application_id bigint NOT NULL,
    author_id bigint
);
ALTER TABLE public.members_reviewnote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_reviewnote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_reviewquestion (
    id bigint NOT NULL,
    words character varying(500) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    answer text NOT NULL,
    answered_at timestamp with time zone,
    application_id bigint NOT NULL,
    asked_by_id bigint
);
ALTER TABLE public.members_reviewquestion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_reviewquestion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_run (
    id bigint NOT NULL,
    cause character varying(60) NOT NULL,
    began_at timestamp with time zone NOT NULL,
    step character varying(12) NOT NULL,
    arrived_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone,
    waits_for character varying(64) NOT NULL,
    happened boolean NOT NULL,
    held character varying(12) NOT NULL,
    attempts smallint NOT NULL,
    last_error character varying(500) NOT NULL,
    ended_at timestamp with time zone,
    ended_as character varying(12) NOT NULL,
    is_test boolean NOT NULL,
    journey_id bigint NOT NULL,
    member_id bigint NOT NULL,
    version_id bigint NOT NULL,
    CONSTRAINT members_run_attempts_check CHECK ((attempts >= 0))
);
ALTER TABLE public.members_run ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_scoring (
    counted_since timestamp with time zone,
    shown_since timestamp with time zone,
    placed_at timestamp with time zone,
    id smallint NOT NULL,
    counted_by_id bigint,
    shown_by_id bigint,
    CONSTRAINT members_scoring_id_check CHECK ((id >= 0)),
    CONSTRAINT scoring_one_row CHECK ((id = 1)),
    CONSTRAINT scoring_shows_counted CHECK (((shown_since IS NULL) OR (NOT (counted_since IS NULL))))
);
CREATE TABLE public.members_segment (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    purpose character varying(200) NOT NULL,
    rule jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    archived_at timestamp with time zone,
    created_by_id bigint,
    changed_by_id bigint,
    archived_by_id bigint
);
ALTER TABLE public.members_segment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_segment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_spending (
    id bigint NOT NULL,
    amount numeric(9,2) NOT NULL,
    words character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL,
    ambassador_id bigint NOT NULL,
    noted_by_id bigint
);
ALTER TABLE public.members_spending ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_spending_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_stagechoice (
    id bigint NOT NULL,
    stage character varying(12) NOT NULL,
    reason character varying(300) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    member_id bigint NOT NULL,
    CONSTRAINT stage_choice_known CHECK (((stage)::text = ANY ((ARRAY['aware'::character varying, 'activated'::character varying, 'contributing'::character varying, 'advocating'::character varying, 'dormant'::character varying])::text[]))),
    CONSTRAINT stage_choice_says_why CHECK ((NOT ((reason)::text = ''::text)))
);
ALTER TABLE public.members_stagechoice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_stagechoice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_stagerule (
    id bigint NOT NULL,
    stage character varying(12) NOT NULL,
    segment_id bigint NOT NULL,
    CONSTRAINT stage_rule_not_aware CHECK ((NOT ((stage)::text = 'aware'::text)))
);
ALTER TABLE public.members_stagerule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_stagerule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_standing (
    member_id bigint NOT NULL,
    stage character varying(12) NOT NULL,
    since timestamp with time zone NOT NULL,
    ruled character varying(12) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT standing_known CHECK (((stage)::text = ANY ((ARRAY['aware'::character varying, 'activated'::character varying, 'contributing'::character varying, 'advocating'::character varying, 'dormant'::character varying])::text[])))
);
CREATE TABLE public.members_summedup (
    verb character varying(64) NOT NULL,
    until timestamp with time zone NOT NULL
);
CREATE TABLE public.members_talk (
    id bigint NOT NULL,
    pair character varying(41) NOT NULL,
    name character varying(80) NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    last_message bigint NOT NULL,
    active_at timestamp with time zone NOT NULL,
    begun_by_id bigint
);
ALTER TABLE public.members_talk ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_talk_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_talkseat (
    id bigint NOT NULL,
    accepted_at timestamp with time zone,
    declined_at timestamp with time zone,
    left_at timestamp with time zone,
    muted_at timestamp with time zone,
    joined_at timestamp with time zone NOT NULL,
    from_message bigint NOT NULL,
    last_read bigint NOT NULL,
    added_by_id bigint,
    member_id bigint NOT NULL,
    talk_id bigint NOT NULL,
    CONSTRAINT talk_seat_accepted_or_declined CHECK (((accepted_at IS NULL) OR (declined_at IS NULL)))
);
ALTER TABLE public.members_talkseat ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_talkseat_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_thanks (
    id bigint NOT NULL,
    reason character varying(280) NOT NULL,
    kind character varying(20) NOT NULL,
    about_id bigint,
    at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    giver_id bigint NOT NULL,
    receiver_id bigint NOT NULL,
    CONSTRAINT thanks_for CHECK ((((about_id IS NULL) AND ((kind)::text = ''::text)) OR (about_id IS NOT NULL))),
    CONSTRAINT thanks_to_another CHECK ((NOT (giver_id = receiver_id)))
);
ALTER TABLE public.members_thanks ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_thanks_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.members_unreachable (
    member_id bigint NOT NULL,
    address character varying(254) NOT NULL,
    bounces integer NOT NULL,
    last_at timestamp with time zone NOT NULL,
    stopped_at timestamp with time zone,
    CONSTRAINT members_unreachable_bounces_check CHECK ((bounces >= 0))
);
CREATE TABLE public.members_variant (
    id bigint NOT NULL,
    key character varying(50) NOT NULL,
    weight smallint NOT NULL,
    place smallint NOT NULL,
    experiment_id bigint NOT NULL,
    CONSTRAINT members_variant_place_check CHECK ((place >= 0)),
    CONSTRAINT members_variant_weight_check CHECK ((weight >= 0))
);
ALTER TABLE public.members_variant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_variant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.metrics_arrival (
    member_id bigint NOT NULL,
    day date NOT NULL,
    at timestamp with time zone NOT NULL,
    source character varying(12) NOT NULL,
    first_act_at timestamp with time zone,
    activated_at timestamp with time zone,
    contributed_at timestamp with time zone,
    returned_at timestamp with time zone,
    referrer_id bigint
);
CREATE TABLE public.metrics_daycut (
    id bigint NOT NULL,
    stage character varying(12) NOT NULL,
    level smallint NOT NULL,
    source character varying(12) NOT NULL,
    threads integer NOT NULL,
    replies integer NOT NULL,
    reactions integer NOT NULL,
    others integer NOT NULL,
    day date NOT NULL,
    people integer NOT NULL,
    joined integer NOT NULL,
    space_id bigint,
    CONSTRAINT metrics_daycut_joined_check CHECK ((joined >= 0)),
    CONSTRAINT metrics_daycut_level_check CHECK ((level >= 0)),
    CONSTRAINT metrics_daycut_others_check CHECK ((others >= 0)),
    CONSTRAINT metrics_daycut_people_check CHECK ((people >= 0)),
    CONSTRAINT metrics_daycut_reactions_check CHECK ((reactions >= 0)),
    CONSTRAINT metrics_daycut_replies_check CHECK ((replies >= 0)),
    CONSTRAINT metrics_daycut_threads_check CHECK ((threads >= 0))
);
ALTER TABLE public.metrics_daycut ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.metrics_daycut_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.metrics_effect (
    occurrence_id bigint NOT NULL,
    took integer NOT NULL,
    matched integer NOT NULL,
    others integer NOT NULL,
    rate double precision,
    expected double precision,
    low double precision,
    high double precision,
    until date NOT NULL,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT effect_whole CHECK ((((expected IS NULL) AND (high IS NULL) AND (low IS NULL) AND (rate IS NULL)) OR ((expected IS NOT NULL) AND (high IS NOT NULL) AND (low IS NOT NULL) AND (rate IS NOT NULL)))),
    CONSTRAINT metrics_effect_matched_check CHECK ((matched >= 0)),
    CONSTRAINT metrics_effect_others_check CHECK ((others >= 0)),
    CONSTRAINT metrics_effect_took_check CHECK ((took >= 0))
);
CREATE TABLE public.metrics_factfile (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    content text NOT NULL,
    mapping jsonb NOT NULL,
    made_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    taken integer,
    made_by_id bigint,
    source_id bigint NOT NULL,
    CONSTRAINT fact_file_settled_is_empty CHECK (((settled_at IS NULL) OR (content = ''::text))),
    CONSTRAINT metrics_factfile_taken_check CHECK ((taken >= 0))
);
ALTER TABLE public.metrics_factfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.metrics_factfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.metrics_factkind (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    folded character varying(240) NOT NULL,
    sort character varying(8) NOT NULL,
    source_id bigint NOT NULL,
    CONSTRAINT fact_kind_sort_known CHECK (((sort)::text = ANY ((ARRAY['yes_no'::character varying, 'number'::character varying])::text[])))
);
ALTER TABLE public.metrics_factkind ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.metrics_factkind_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.metrics_finding (
    id bigint NOT NULL,
    aside_at timestamp with time zone,
    aside_until timestamp with time zone,
    aside_why character varying(300) NOT NULL,
    kind character varying(24) NOT NULL,
    severity smallint NOT NULL,
    since date NOT NULL,
    until date NOT NULL,
    reasons jsonb NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    told_at timestamp with time zone,
    closed_at timestamp with time zone,
    closing jsonb NOT NULL,
    aside_by_id bigint,
    space_id bigint,
    CONSTRAINT finding_aside_for_a_time CHECK ((((aside_at IS NULL) AND (aside_until IS NULL)) OR (aside_until > aside_at))),
    CONSTRAINT finding_in_order CHECK ((until >= since)),
    CONSTRAINT finding_severity_known CHECK ((severity = ANY (ARRAY[1, 2]))),
    CONSTRAINT metrics_finding_severity_check CHECK ((severity >= 0))
);
ALTER TABLE public.metrics_finding ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.metrics_finding_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.metrics_funnelstart (
    id bigint NOT NULL,
    key uuid NOT NULL,
    step character varying(12) NOT NULL,
    begun integer NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    journey_id bigint NOT NULL,
    CONSTRAINT metrics_funnelstart_begun_check CHECK ((begun >= 0))
);
ALTER TABLE public.metrics_funnelstart ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.metrics_funnelstart_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.metrics_healthkey (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    key_digest character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    ended_at timestamp with time zone,
    made_by_id bigint,
    CONSTRAINT health_key_ended_opens_nothing CHECK ((((ended_at IS NULL) AND (NOT ((key_digest)::text = ''::text))) OR ((ended_at IS NOT NULL) AND ((key_digest)::text = ''::text))))
);
ALTER TABLE public.metrics_healthkey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.metrics_healthkey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.metrics_logseen (
    id bigint NOT NULL,
    settled bigint NOT NULL,
    coming bigint NOT NULL,
    asked_at timestamp with time zone NOT NULL
);
ALTER TABLE public.metrics_logseen ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.metrics_logseen_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.metrics_look (
    id bigint NOT NULL,
    number smallint NOT NULL,
    day date NOT NULL,
    fraction double precision NOT NULL,
    people integer NOT NULL,
    boundary double precision NOT NULL,
    arms jsonb NOT NULL,
    guards jsonb NOT NULL,
    at timestamp with time zone NOT NULL,
    plan_id bigint NOT NULL,
    CONSTRAINT metrics_look_number_check CHECK ((number >= 0)),
    CONSTRAINT metrics_look_people_check CHECK ((people >= 0))
);
ALTER TABLE public.metrics_look ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.metrics_look_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.metrics_measurerule (
    id bigint NOT NULL,
    measure character varying(40) NOT NULL,
    target double precision,
    changed_at timestamp with time zone NOT NULL,
    changed_by_id bigint,
    owner_id bigint
);
ALTER TABLE public.metrics_measurerule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.metrics_measurerule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.metrics_memberday (
    id bigint NOT NULL,
    stage character varying(12) NOT NULL,
    level smallint NOT NULL,
    source character varying(12) NOT NULL,
    threads integer NOT NULL,
    replies integer NOT NULL,
    reactions integer NOT NULL,
    others integer NOT NULL,
    day date NOT NULL,
    is_staff boolean NOT NULL,
    member_id bigint NOT NULL,
    space_id bigint,
    CONSTRAINT metrics_memberday_level_check CHECK ((level >= 0)),
    CONSTRAINT metrics_memberday_others_check CHECK ((others >= 0)),
    CONSTRAINT metrics_memberday_reactions_check CHECK ((reactions >= 0)),
    CONSTRAINT metrics_memberday_replies_check CHECK ((replies >= 0)),
    CONSTRAINT metrics_memberday_threads_check CHECK ((threads >= 0))
);
ALTER TABLE public.metrics_memberday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.metrics_memberday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.metrics_memo (
    id bigint NOT NULL,
    key character varying(60) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    retry_at timestamp with time zone NOT NULL,
    attempts smallint NOT NULL,
    last_error character varying(500) NOT NULL,
    sent_at timestamp with time zone,
    dropped_at timestamp with time zone,
    dropped_why character varying(20) NOT NULL,
    week date NOT NULL,
    leaving_at timestamp with time zone,
    member_id bigint NOT NULL,
    CONSTRAINT memo_one_end CHECK (((sent_at IS NULL) OR (dropped_at IS NULL))),
    CONSTRAINT metrics_memo_attempts_check CHECK ((attempts >= 0))
);
ALTER TABLE public.metrics_memo ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.metrics_memo_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.metrics_memochoice (
    member_id bigint NOT NULL,
    is_wanted boolean NOT NULL,
    chosen_at timestamp with time zone NOT NULL
);
CREATE TABLE public.metrics_moodweek (
    id bigint NOT NULL,
    day date NOT NULL,
    posts integer NOT NULL,
    known integer NOT NULL,
    warm integer NOT NULL,
    cool integer NOT NULL,
    people integer NOT NULL,
    space_id bigint,
    CONSTRAINT metrics_moodweek_cool_check CHECK ((cool >= 0)),
    CONSTRAINT metrics_moodweek_known_check CHECK ((known >= 0)),
    CONSTRAINT metrics_moodweek_people_check CHECK ((people >= 0)),
    CONSTRAINT metrics_moodweek_posts_check CHECK ((posts >= 0)),
    CONSTRAINT metrics_moodweek_warm_check CHECK ((warm >= 0)),
    CONSTRAINT mood_week_adds_up CHECK (((known <= posts) AND (known >= (warm + cool)))),
    CONSTRAINT mood_week_of_five CHECK ((people >= 5))
);
ALTER TABLE public.metrics_moodweek ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.metrics_moodweek_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.metrics_opening (
    thread_id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    day date NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    by_newcomer boolean NOT NULL,
    by_staff boolean NOT NULL,
    replied_at timestamp with time zone,
    replied_by_staff boolean,
    peer_at timestamp with time zone,
    staff_at timestamp with time zone,
    solved_at timestamp with time zone,
    solved_by_staff boolean,
    ended_at timestamp with time zone,
    replies integer NOT NULL,
    people integer NOT NULL,
    author_id bigint,
    space_id bigint NOT NULL,
    CONSTRAINT metrics_opening_people_check CHECK ((people >= 0)),
    CONSTRAINT metrics_opening_replies_check CHECK ((replies >= 0)),
    CONSTRAINT opening_reply_by_somebody CHECK ((((replied_at IS NULL) AND (replied_by_staff IS NULL)) OR ((replied_at IS NOT NULL) AND (replied_by_staff IS NOT NULL))))
);
CREATE TABLE public.metrics_outsidefact (
    id bigint NOT NULL,
    who character varying(64) NOT NULL,
    day date NOT NULL,
    value double precision NOT NULL,
    kind_id bigint NOT NULL,
    member_id bigint
);
ALTER TABLE public.metrics_outsidefact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.metrics_outsidefact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.metrics_outsidesource (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    folded character varying(240) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    key_digest character varying(64) NOT NULL,
    key_made_at timestamp with time zone,
    made_by_id bigint
);
ALTER TABLE public.metrics_outsidesource ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.metrics_outsidesource_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.metrics_plan (
    id bigint NOT NULL,
    outcome character varying(12) NOT NULL,
    expected double precision NOT NULL,
    "least" double precision NOT NULL,
    people integer NOT NULL,
    days smallint NOT NULL,
    shares jsonb NOT NULL,
    ends_by_rule boolean NOT NULL,
    made_at timestamp with time zone NOT NULL,
    against_id bigint,
    experiment_id bigint NOT NULL,
    made_by_id bigint,
    CONSTRAINT metrics_plan_days_check CHECK ((days >= 0)),
    CONSTRAINT metrics_plan_people_check CHECK ((people >= 0)),
    CONSTRAINT plan_asks_for_something CHECK ((("least" > (0.0)::double precision) AND (people > 0))),
    CONSTRAINT plan_expected_percent CHECK (((expected >= (0.0)::double precision) AND (expected <= (100.0)::double precision)))
);
ALTER TABLE public.metrics_plan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.metrics_plan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.metrics_result (
    id bigint NOT NULL,
    came character varying(10) NOT NULL,
    is_worse boolean NOT NULL,
    guard character varying(12) NOT NULL,
    day date NOT NULL,
    at timestamp with time zone NOT NULL,
    later jsonb,
    later_at timestamp with time zone,
    lesson text NOT NULL,
    best_id bigint,
    look_id bigint,
    plan_id bigint NOT NULL,
    CONSTRAINT result_of_a_look CHECK ((((came)::text = 'cut-short'::text) OR (look_id IS NOT NULL)))
);
ALTER TABLE public.metrics_result ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.metrics_result_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.metrics_rolledday (
    day date NOT NULL,
    rolled_at timestamp with time zone NOT NULL,
    touched_at timestamp with time zone
);
CREATE TABLE public.metrics_score (
    id bigint NOT NULL,
    measure character varying(40) NOT NULL,
    day date NOT NULL,
    days smallint NOT NULL,
    value double precision,
    top double precision,
    of double precision NOT NULL,
    people integer NOT NULL,
    is_withheld boolean NOT NULL,
    made_at timestamp with time zone NOT NULL,
    space_id bigint,
    CONSTRAINT metrics_score_days_check CHECK ((days >= 0)),
    CONSTRAINT metrics_score_people_check CHECK ((people >= 0))
);
ALTER TABLE public.metrics_score ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.metrics_score_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.metrics_toneday (
    day date NOT NULL,
    read_at timestamp with time zone NOT NULL
);
CREATE TABLE public.metrics_visitcounting (
    id smallint NOT NULL,
    is_on boolean NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    changed_by_id bigint,
    CONSTRAINT metrics_visitcounting_id_check CHECK ((id >= 0)),
    CONSTRAINT visit_counting_one_row CHECK ((id = 1))
);
CREATE TABLE public.metrics_visitday (
    id bigint NOT NULL,
    day date NOT NULL,
    visitors integer NOT NULL,
    space_id bigint,
    CONSTRAINT metrics_visitday_visitors_check CHECK ((visitors >= 0))
);
ALTER TABLE public.metrics_visitday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.metrics_visitday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.metrics_watch (
    kind character varying(24) NOT NULL,
    numbers jsonb NOT NULL,
    off_at timestamp with time zone,
    looked_on date,
    changed_at timestamp with time zone,
    changed_by_id bigint
);
CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);
ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_acceptance (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    member_id bigint NOT NULL,
    guidelines_id bigint NOT NULL
);
ALTER TABLE public.moderation_acceptance ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_acceptance_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_actingrule (
    id bigint NOT NULL,
    made_at timestamp with time zone NOT NULL,
    archived_at timestamp with time zone,
    broken_at timestamp with time zone,
    broken_why character varying(200) NOT NULL,
    archived_by_id bigint,
    made_by_id bigint
);
ALTER TABLE public.moderation_actingrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_actingrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_appeal (
    id bigint NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    outcome character varying(8) NOT NULL,
    reasons text NOT NULL,
    by_id bigint,
    first_moderator_id bigint,
    second_moderator_id bigint,
    decided_by_id bigint,
    decision_id bigint NOT NULL,
    CONSTRAINT appeal_decided_or_not CHECK ((((decided_at IS NULL) AND (decided_by_id IS NULL) AND ((outcome)::text = ''::text)) OR ((decided_at IS NOT NULL) AND (NOT ((outcome)::text = ''::text))))),
    CONSTRAINT appeal_not_by_the_first CHECK (((decided_by_id IS NULL) OR (first_moderator_id IS NULL) OR (NOT ((decided_by_id = first_moderator_id) AND (decided_by_id IS NOT NULL) AND (first_moderator_id IS NOT NULL))))),
    CONSTRAINT appeal_not_by_the_second CHECK (((decided_by_id IS NULL) OR (second_moderator_id IS NULL) OR (NOT ((decided_by_id = second_moderator_id) AND (decided_by_id IS NOT NULL) AND (second_moderator_id IS NOT NULL))))),
    CONSTRAINT appeal_outcome_known CHECK (((outcome)::text = ANY ((ARRAY[''::character varying, 'upheld'::character varying, 'reversed'::character varying, 'settled'::character varying])::text[])))
);
ALTER TABLE public.moderation_appeal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_appeal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_appealmessage (
    id bigint NOT NULL,
    is_team boolean NOT NULL,
    words text NOT NULL,
    at timestamp with time zone NOT NULL,
    submission character varying(64) NOT NULL,
    appeal_id bigint NOT NULL,
    author_id bigint
);
ALTER TABLE public.moderation_appealmessage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_appealmessage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_away (
    id bigint NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    made_at timestamp with time zone NOT NULL,
    member_id bigint NOT NULL,
    CONSTRAINT away_in_order CHECK ((last_day >= first_day))
);
ALTER TABLE public.moderation_away ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_away_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_backtest (
    id bigint NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    failed_why character varying(200) NOT NULL,
    looked integer NOT NULL,
    found integer NOT NULL,
    decided integer NOT NULL,
    fine integer NOT NULL,
    examples jsonb NOT NULL,
    asked_by_id bigint,
    version_id bigint NOT NULL,
    CONSTRAINT moderation_backtest_decided_check CHECK ((decided >= 0)),
    CONSTRAINT moderation_backtest_fine_check CHECK ((fine >= 0)),
    CONSTRAINT moderation_backtest_found_check CHECK ((found >= 0)),
    CONSTRAINT moderation_backtest_looked_check CHECK ((looked >= 0))
);
ALTER TABLE public.moderation_backtest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_backtest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_barredaddress (
    id bigint NOT NULL,
    digest character varying(64) NOT NULL,
    until timestamp with time zone NOT NULL
);
ALTER TABLE public.moderation_barredaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_barredaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_case (
    id bigint NOT NULL,
    claimed_at timestamp with time zone,
    assigned_at timestamp with time zone,
    snoozed_until timestamp with time zone,
    subject_type character varying(20) NOT NULL,
    subject_id bigint NOT NULL,
    space_id bigint,
    is_private boolean NOT NULL,
    source character varying(8) NOT NULL,
    severity smallint NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    reports_count integer NOT NULL,
    hits_count integer NOT NULL,
    closed_at timestamp with time zone,
    about_id bigint,
    assigned_to_id bigint,
    claimed_by_id bigint,
    closed_by_id bigint,
    snoozed_by_id bigint,
    first_looked_at timestamp with time zone,
    assigned_why character varying(200) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT case_in_order CHECK (((closed_at IS NULL) OR (closed_at >= opened_at))),
    CONSTRAINT case_severity_known CHECK ((severity = ANY (ARRAY[1, 2, 3]))),
    CONSTRAINT case_source_known CHECK (((source)::text = ANY ((ARRAY['report'::character varying, 'held'::character varying, 'rule'::character varying, 'fixed'::character varying, 'appeal'::character varying, 'team'::character varying])::text[]))),
    CONSTRAINT moderation_case_hits_count_check CHECK ((hits_count >= 0)),
    CONSTRAINT moderation_case_reports_count_check CHECK ((reports_count >= 0)),
    CONSTRAINT moderation_case_severity_check CHECK ((severity >= 0))
);
ALTER TABLE public.moderation_case ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_case_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_caselook (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    case_id bigint NOT NULL
);
ALTER TABLE public.moderation_caselook ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_caselook_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_casenote (
    id bigint NOT NULL,
    words text NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    case_id bigint NOT NULL
);
ALTER TABLE public.moderation_casenote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_casenote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_decision (
    id bigint NOT NULL,
    content character varying(8) NOT NULL,
    person character varying(8) NOT NULL,
    days smallint,
    to_space_id bigint,
    facts text NOT NULL,
    quote text NOT NULL,
    message text NOT NULL,
    tone character varying(10) NOT NULL,
    language character varying(10) NOT NULL,
    version character varying(64) NOT NULL,
    is_automatic boolean DEFAULT false NOT NULL,
    automatic_by character varying(60) DEFAULT ''::character varying NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    in_force_at timestamp with time zone,
    second_at timestamp with time zone,
    is_lone boolean NOT NULL,
    declined_at timestamp with time zone,
    declined_why character varying(500) NOT NULL,
    undone_at timestamp with time zone,
    reversed_at timestamp with time zone,
    reversed_why text NOT NULL,
    letter_at timestamp with time zone,
    submission character varying(64) NOT NULL,
    about_id bigint,
    case_id bigint NOT NULL,
    decided_by_id bigint,
    declined_by_id bigint,
    reversed_by_id bigint,
    second_by_id bigint,
    undone_by_id bigint,
    rule_id bigint,
    is_by_host boolean DEFAULT false NOT NULL,
    joined_to_id bigint,
    CONSTRAINT decision_content_known CHECK (((content)::text = ANY ((ARRAY['keep'::character varying, 'edit'::character varying, 'hide'::character varying, 'remove'::character varying, 'move'::character varying])::text[]))),
    CONSTRAINT decision_days_at_least_one CHECK (((days IS NULL) OR (days >= 1))),
    CONSTRAINT decision_joined_to_another CHECK (((joined_to_id IS NULL) OR (NOT ((joined_to_id = id) AND (joined_to_id IS NOT NULL))))),
    CONSTRAINT decision_person_known CHECK (((person)::text = ANY ((ARRAY['nothing'::character varying, 'educate'::character varying, 'warn'::character varying, 'silence'::character varying, 'suspend'::character varying, 'ban'::character varying])::text[]))),
    CONSTRAINT decision_second_is_another CHECK (((second_by_id IS NULL) OR (decided_by_id IS NULL) OR (NOT ((second_by_id = decided_by_id) AND (second_by_id IS NOT NULL) AND (decided_by_id IS NOT NULL))))),
    CONSTRAINT moderation_decision_days_check CHECK ((days >= 0))
);
ALTER TABLE public.moderation_decision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_decision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_effect (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    data jsonb NOT NULL,
    at timestamp with time zone NOT NULL,
    taken_back_at timestamp with time zone,
    decision_id bigint NOT NULL
);
ALTER TABLE public.moderation_effect ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_effect_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_entry (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    act character varying(32) NOT NULL,
    is_automatic boolean NOT NULL,
    actor_id bigint,
    member_id bigint,
    case_id bigint,
    decision_id bigint,
    subject_type character varying(20) NOT NULL,
    subject_id bigint,
    space_id bigint,
    is_private boolean NOT NULL,
    severity smallint NOT NULL,
    content character varying(8) NOT NULL,
    person character varying(8) NOT NULL,
    rule_number character varying(8) NOT NULL,
    rule_key character varying(40) NOT NULL,
    facts jsonb NOT NULL,
    CONSTRAINT moderation_entry_severity_check CHECK ((severity >= 0))
);
ALTER TABLE public.moderation_entry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_escalation (
    id bigint NOT NULL,
    matter character varying(8) NOT NULL,
    severity smallint NOT NULL,
    why text NOT NULL,
    at timestamp with time zone NOT NULL,
    step smallint NOT NULL,
    due_at timestamp with time zone NOT NULL,
    acknowledged_at timestamp with time zone,
    lapsed_at timestamp with time zone,
    acknowledged_by_id bigint,
    by_id bigint,
    case_id bigint NOT NULL,
    CONSTRAINT escalation_matter_known CHECK (((matter)::text = ANY ((ARRAY['safety'::character varying, 'legal'::character varying, 'press'::character varying, 'product'::character varying, 'support'::character varying, 'other'::character varying])::text[]))),
    CONSTRAINT moderation_escalation_severity_check CHECK ((severity >= 0)),
    CONSTRAINT moderation_escalation_step_check CHECK ((step >= 0))
);
ALTER TABLE public.moderation_escalation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_escalation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_escalationcall (
    id bigint NOT NULL,
    key character varying(60) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    retry_at timestamp with time zone NOT NULL,
    attempts smallint NOT NULL,
    last_error character varying(500) NOT NULL,
    sent_at timestamp with time zone,
    dropped_at timestamp with time zone,
    dropped_why character varying(20) NOT NULL,
    step smallint NOT NULL,
    acknowledged_at timestamp with time zone,
    case_id bigint NOT NULL,
    escalation_id bigint,
    member_id bigint,
    rung_id bigint,
    CONSTRAINT escalation_call_to CHECK (((member_id IS NOT NULL) OR (rung_id IS NOT NULL))),
    CONSTRAINT moderation_escalationcall_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT moderation_escalationcall_step_check CHECK ((step >= 0))
);
ALTER TABLE public.moderation_escalationcall ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_escalationcall_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_firstposts (
    id smallint NOT NULL,
    holding character varying(5) NOT NULL,
    posts smallint NOT NULL,
    greets boolean NOT NULL,
    hold_from smallint NOT NULL,
    report_from smallint NOT NULL,
    CONSTRAINT first_posts_holding_known CHECK (((holding)::text = ANY ((ARRAY['none'::character varying, 'links'::character varying, 'all'::character varying])::text[]))),
    CONSTRAINT first_posts_in_reach CHECK (((posts >= 1) AND (posts <= 20))),
    CONSTRAINT first_posts_one_row CHECK ((id = 1)),
    CONSTRAINT first_posts_scores_in_order CHECK (((hold_from <= 101) AND (report_from >= 1) AND (report_from <= hold_from))),
    CONSTRAINT moderation_firstposts_hold_from_check CHECK ((hold_from >= 0)),
    CONSTRAINT moderation_firstposts_id_check CHECK ((id >= 0)),
    CONSTRAINT moderation_firstposts_posts_check CHECK ((posts >= 0)),
    CONSTRAINT moderation_firstposts_report_from_check CHECK ((report_from >= 0))
);
CREATE TABLE public.moderation_guidelines (
    id bigint NOT NULL,
    number integer NOT NULL,
    purpose text NOT NULL,
    "values" text NOT NULL,
    changes character varying(500) NOT NULL,
    must_accept boolean NOT NULL,
    published_at timestamp with time zone,
    published_by_id bigint,
    CONSTRAINT moderation_guidelines_number_check CHECK ((number >= 0))
);
ALTER TABLE public.moderation_guidelines ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_guidelines_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_handover (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    cases bigint[] NOT NULL,
    words text NOT NULL,
    edited_at timestamp with time zone,
    read_at timestamp with time zone,
    edited_by_id bigint,
    read_by_id bigint,
    shift_id bigint NOT NULL
);
ALTER TABLE public.moderation_handover ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_handover_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_hit (
    id bigint NOT NULL,
    origin character varying(5) NOT NULL,
    subject_type character varying(20) NOT NULL,
    subject_id bigint,
    space_id bigint,
    is_private boolean NOT NULL,
    at timestamp with time zone NOT NULL,
    is_shadow boolean NOT NULL,
    action character varying(8) NOT NULL,
    words character varying(200) NOT NULL,
    score smallint,
    parts jsonb NOT NULL,
    author_id bigint,
    case_id bigint,
    version_id bigint,
    CONSTRAINT hit_action_known CHECK (((action)::text = ANY ((ARRAY['hold'::character varying, 'label'::character varying, 'report'::character varying, 'ask'::character varying, 'block'::character varying])::text[]))),
    CONSTRAINT hit_of_a_rule_has_version CHECK (((((origin)::text = 'rule'::text) AND (version_id IS NOT NULL)) OR ((NOT ((origin)::text = 'rule'::text)) AND (version_id IS NULL)))),
    CONSTRAINT hit_origin_known CHECK (((origin)::text = ANY ((ARRAY['rule'::character varying, 'score'::character varying, 'first'::character varying])::text[]))),
    CONSTRAINT moderation_hit_score_check CHECK ((score >= 0))
);
ALTER TABLE public.moderation_hit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_hit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_knowndomain (
    domain character varying(253) NOT NULL
);
CREATE TABLE public.moderation_ladderstep (
    id bigint NOT NULL,
    place smallint NOT NULL,
    measure character varying(8) NOT NULL,
    days smallint,
    CONSTRAINT ladder_days CHECK ((((days IS NOT NULL) AND ((days >= 1) AND (days <= 365)) AND ((measure)::text = ANY ((ARRAY['silence'::character varying, 'suspend'::character varying])::text[]))) OR ((NOT ((measure)::text = ANY ((ARRAY['silence'::character varying, 'suspend'::character varying])::text[]))) AND (days IS NULL)))),
    CONSTRAINT ladder_measure_known CHECK (((measure)::text = ANY ((ARRAY['educate'::character varying, 'warn'::character varying, 'silence'::character varying, 'suspend'::character varying, 'remove'::character varying, 'ban'::character varying])::text[]))),
    CONSTRAINT ladder_place CHECK (((place >= 1) AND (place <= 6))),
    CONSTRAINT moderation_ladderstep_days_check CHECK ((days >= 0)),
    CONSTRAINT moderation_ladderstep_place_check CHECK ((place >= 0))
);
ALTER TABLE public.moderation_ladderstep ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_ladderstep_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_monthofnumbers (
    id bigint NOT NULL,
    month date NOT NULL,
    made_at timestamp with time zone NOT NULL,
    numbers jsonb NOT NULL
);
ALTER TABLE public.moderation_monthofnumbers ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_monthofnumbers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_personnote (
    id bigint NOT NULL,
    words text NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    member_id bigint NOT NULL
);
ALTER TABLE public.moderation_personnote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_personnote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_replytemplate (
    id bigint NOT NULL,
    key character varying(60) NOT NULL,
    label character varying(80) NOT NULL,
    tone character varying(10) NOT NULL,
    language character varying(10) NOT NULL,
    content character varying(8) NOT NULL,
    person character varying(8) NOT NULL,
    words text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    changed_by_id bigint,
    CONSTRAINT reply_content_known CHECK ((((content)::text = ''::text) OR ((content)::text = ANY ((ARRAY['keep'::character varying, 'edit'::character varying, 'hide'::character varying, 'remove'::character varying, 'move'::character varying])::text[])))),
    CONSTRAINT reply_person_known CHECK ((((person)::text = ''::text) OR ((person)::text = ANY ((ARRAY['nothing'::character varying, 'educate'::character varying, 'warn'::character varying, 'silence'::character varying, 'suspend'::character varying, 'ban'::character varying])::text[])))),
    CONSTRAINT reply_tone_known CHECK (((tone)::text = ANY ((ARRAY['kind'::character varying, 'plain'::character varying, 'formal'::character varying])::text[])))
);
ALTER TABLE public.moderation_replytemplate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_replytemplate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_report (
    id bigint NOT NULL,
    subject_type character varying(20) NOT NULL,
    subject_id bigint NOT NULL,
    version character varying(64) NOT NULL,
    is_visitors boolean NOT NULL,
    reason character varying(8) NOT NULL,
    words text NOT NULL,
    at timestamp with time zone NOT NULL,
    suspicion character varying(9) NOT NULL,
    suspicion_count smallint NOT NULL,
    receipt character varying(43) NOT NULL,
    submission character varying(64) NOT NULL,
    sealed text NOT NULL,
    language character varying(10) NOT NULL,
    closed_at timestamp with time zone,
    tell_at timestamp with time zone,
    told_at timestamp with time zone,
    case_id bigint NOT NULL,
    decision_id bigint,
    reporter_id bigint,
    rule_id bigint,
    network character varying(32) DEFAULT ''::character varying NOT NULL,
    changed character varying(6) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT moderation_report_suspicion_count_check CHECK ((suspicion_count >= 0)),
    CONSTRAINT report_reason_known CHECK (((reason)::text = ANY ((ARRAY['rule'::character varying, 'spam'::character varying, 'unkind'::character varying, 'private'::character varying, 'illegal'::character varying, 'other'::character varying, 'danger'::character varying, 'hate'::character varying, 'fraud'::character varying, 'rights'::character varying])::text[]))),
    CONSTRAINT report_rule_is_reason CHECK (((rule_id IS NULL) OR ((reason)::text = 'rule'::text))),
    CONSTRAINT report_seals_visitors_only CHECK (((sealed = ''::text) OR is_visitors))
);
ALTER TABLE public.moderation_report ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_report_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_rotasettings (
    id smallint NOT NULL,
    high_hours smallint NOT NULL,
    high_on_duty boolean NOT NULL,
    medium_hours smallint NOT NULL,
    medium_on_duty boolean NOT NULL,
    low_hours smallint NOT NULL,
    low_on_duty boolean NOT NULL,
    appeal_hours smallint NOT NULL,
    appeal_on_duty boolean NOT NULL,
    remind_minutes smallint NOT NULL,
    CONSTRAINT moderation_rotasettings_appeal_hours_check CHECK ((appeal_hours >= 0)),
    CONSTRAINT moderation_rotasettings_high_hours_check CHECK ((high_hours >= 0)),
    CONSTRAINT moderation_rotasettings_id_check CHECK ((id >= 0)),
    CONSTRAINT moderation_rotasettings_low_hours_check CHECK ((low_hours >= 0)),
    CONSTRAINT moderation_rotasettings_medium_hours_check CHECK ((medium_hours >= 0)),
    CONSTRAINT moderation_rotasettings_remind_minutes_check CHECK ((remind_minutes >= 0)),
    CONSTRAINT rota_settings_hours CHECK ((((high_hours >= 1) AND (high_hours <= 720)) AND ((medium_hours >= 1) AND (medium_hours <= 720)) AND ((appeal_hours >= 1) AND (appeal_hours <= 720)) AND ((low_hours >= 1) AND (low_hours <= 720)))),
    CONSTRAINT rota_settings_one_row CHECK ((id = 1))
);
CREATE TABLE public.moderation_rule (
    id bigint NOT NULL,
    number character varying(8) NOT NULL,
    "position" smallint NOT NULL,
    key character varying(40) NOT NULL,
    title character varying(150) NOT NULL,
    words text NOT NULL,
    example_fine character varying(300) NOT NULL,
    example_broken character varying(300) NOT NULL,
    severity smallint NOT NULL,
    usual character varying(8) NOT NULL,
    guidelines_id bigint NOT NULL,
    CONSTRAINT moderation_rule_position_check CHECK (("position" >= 0)),
    CONSTRAINT moderation_rule_severity_check CHECK ((severity >= 0)),
    CONSTRAINT rule_severity_known CHECK ((severity = ANY (ARRAY[1, 2, 3]))),
    CONSTRAINT rule_usual_known CHECK (((usual)::text = ANY ((ARRAY['nothing'::character varying, 'educate'::character varying, 'warn'::character varying, 'silence'::character varying, 'suspend'::character varying, 'ban'::character varying])::text[])))
);
ALTER TABLE public.moderation_rule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_rule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_ruleversion (
    id bigint NOT NULL,
    on_at timestamp with time zone,
    shadow_at timestamp with time zone,
    number integer NOT NULL,
    name character varying(60) NOT NULL,
    conditions jsonb NOT NULL,
    who character varying(8) NOT NULL,
    who_posts smallint NOT NULL,
    spaces bigint[] NOT NULL,
    kinds character varying(8)[] NOT NULL,
    action character varying(8) NOT NULL,
    severity smallint NOT NULL,
    label character varying(40) NOT NULL,
    message character varying(500) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by_id bigint,
    on_by_id bigint,
    rule_id bigint NOT NULL,
    segment_id bigint,
    shadow_by_id bigint,
    guideline character varying(40) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT acting_severity_known CHECK ((severity = ANY (ARRAY[1, 2, 3]))),
    CONSTRAINT moderation_ruleversion_number_check CHECK ((number >= 0)),
    CONSTRAINT moderation_ruleversion_severity_check CHECK ((severity >= 0)),
    CONSTRAINT moderation_ruleversion_who_posts_check CHECK ((who_posts >= 0)),
    CONSTRAINT rule_action_known CHECK (((action)::text = ANY ((ARRAY['hold'::character varying, 'label'::character varying, 'report'::character varying, 'ask'::character varying, 'block'::character varying])::text[]))),
    CONSTRAINT rule_acts_or_counts CHECK (((on_at IS NULL) OR (shadow_at IS NULL))),
    CONSTRAINT rule_who_known CHECK (((who)::text = ANY ((ARRAY['everyone'::character varying, 'first'::character varying, 'new'::character varying, 'segment'::character varying])::text[])))
);
ALTER TABLE public.moderation_ruleversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_ruleversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_rung (
    id bigint NOT NULL,
    matter character varying(8) NOT NULL,
    severity smallint NOT NULL,
    step smallint NOT NULL,
    email character varying(254) NOT NULL,
    url character varying(2000) NOT NULL,
    sealed text NOT NULL,
    minutes integer NOT NULL,
    added_at timestamp with time zone NOT NULL,
    removed_at timestamp with time zone,
    added_by_id bigint,
    member_id bigint,
    removed_by_id bigint,
    CONSTRAINT moderation_rung_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT moderation_rung_severity_check CHECK ((severity >= 0)),
    CONSTRAINT moderation_rung_step_check CHECK ((step >= 0)),
    CONSTRAINT rung_matter_known CHECK (((matter)::text = ANY ((ARRAY['safety'::character varying, 'legal'::character varying, 'press'::character varying, 'product'::character varying, 'support'::character varying, 'other'::character varying])::text[]))),
    CONSTRAINT rung_minutes CHECK (((minutes >= 1) AND (minutes <= 10080))),
    CONSTRAINT rung_severity_known CHECK ((severity = ANY (ARRAY[1, 2, 3]))),
    CONSTRAINT rung_step CHECK (((step >= 1) AND (step <= 5))),
    CONSTRAINT rung_tells_one CHECK (((((email)::text = ''::text) AND (member_id IS NOT NULL) AND ((url)::text = ''::text)) OR ((member_id IS NULL) AND ((url)::text = ''::text) AND (NOT ((email)::text = ''::text))) OR (((email)::text = ''::text) AND (member_id IS NULL) AND (NOT ((url)::text = ''::text)))))
);
ALTER TABLE public.moderation_rung ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_rung_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_sanction (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone,
    found_until timestamp with time zone,
    lifted_at timestamp with time zone,
    lifted_why text NOT NULL,
    told_end_at timestamp with time zone,
    decision_id bigint NOT NULL,
    lifted_by_id bigint,
    member_id bigint NOT NULL,
    CONSTRAINT sanction_ends_unless_ban CHECK ((((ends_at IS NULL) AND ((kind)::text = 'ban'::text)) OR ((NOT ((kind)::text = 'ban'::text)) AND (ends_at IS NOT NULL)))),
    CONSTRAINT sanction_in_order CHECK (((ends_at IS NULL) OR (ends_at > starts_at))),
    CONSTRAINT sanction_kind_known CHECK (((kind)::text = ANY ((ARRAY['silence'::character varying, 'suspend'::character varying, 'ban'::character varying])::text[])))
);
ALTER TABLE public.moderation_sanction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_sanction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_severealert (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    again_at timestamp with time zone NOT NULL,
    told_again_at timestamp with time zone,
    case_id bigint NOT NULL
);
ALTER TABLE public.moderation_severealert ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_severealert_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_shift (
    id bigint NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    day date,
    offered_at timestamp with time zone,
    taken_at timestamp with time zone,
    reminded_at timestamp with time zone,
    cancelled_at timestamp with time zone,
    cancelled_by_id bigint,
    made_by_id bigint,
    member_id bigint NOT NULL,
    offered_for_id bigint,
    offered_to_id bigint,
    taken_from_id bigint,
    pattern_id bigint,
    CONSTRAINT shift_in_order CHECK ((ends_at > starts_at))
);
ALTER TABLE public.moderation_shift ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_shift_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_shiftpattern (
    id bigint NOT NULL,
    weekday smallint NOT NULL,
    begins time without time zone NOT NULL,
    ends time without time zone NOT NULL,
    zone character varying(50) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    ended_by_id bigint,
    made_by_id bigint,
    member_id bigint NOT NULL,
    CONSTRAINT moderation_shiftpattern_weekday_check CHECK ((weekday >= 0)),
    CONSTRAINT shift_pattern_lasts CHECK ((NOT (begins = ends))),
    CONSTRAINT shift_pattern_weekday CHECK ((weekday <= 6))
);
ALTER TABLE public.moderation_shiftpattern ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_shiftpattern_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_statementletter (
    id bigint NOT NULL,
    key character varying(60) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    retry_at timestamp with time zone NOT NULL,
    attempts smallint NOT NULL,
    last_error character varying(500) NOT NULL,
    sent_at timestamp with time zone,
    dropped_at timestamp with time zone,
    dropped_why character varying(20) NOT NULL,
    kind character varying(12) NOT NULL,
    decision_id bigint NOT NULL,
    CONSTRAINT moderation_statementletter_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT statement_letter_kind_known CHECK (((kind)::text = ANY ((ARRAY['statement'::character varying, 'taken-back'::character varying])::text[]))),
    CONSTRAINT statement_letter_one_end CHECK (((sent_at IS NULL) OR (dropped_at IS NULL)))
);
ALTER TABLE public.moderation_statementletter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_statementletter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_strike (
    id bigint NOT NULL,
    person character varying(8) NOT NULL,
    given_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    told_expired_at timestamp with time zone,
    decision_id bigint NOT NULL,
    member_id bigint NOT NULL,
    number smallint,
    of smallint,
    CONSTRAINT moderation_strike_number_check CHECK ((number >= 0)),
    CONSTRAINT moderation_strike_of_check CHECK ((of >= 0)),
    CONSTRAINT strike_in_order CHECK ((expires_at > given_at)),
    CONSTRAINT strike_numbered CHECK ((((number IS NULL) AND (of IS NULL)) OR ((number >= 1) AND (of >= number)))),
    CONSTRAINT strike_person_known CHECK (((person)::text = ANY ((ARRAY['educate'::character varying, 'warn'::character varying, 'silence'::character varying, 'suspend'::character varying, 'ban'::character varying])::text[])))
);
ALTER TABLE public.moderation_strike ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_strike_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_takeback (
    id bigint NOT NULL,
    why character varying(500) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    is_agreed boolean NOT NULL,
    declined_why character varying(500) NOT NULL,
    asked_by_id bigint,
    decision_id bigint NOT NULL,
    settled_by_id bigint,
    CONSTRAINT take_back_agreed_by_another CHECK (((NOT is_agreed) OR (asked_by_id IS NULL) OR (settled_by_id IS NULL) OR (NOT ((settled_by_id = asked_by_id) AND (settled_by_id IS NOT NULL) AND (asked_by_id IS NOT NULL)))))
);
ALTER TABLE public.moderation_takeback ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_takeback_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_transparencyreport (
    id bigint NOT NULL,
    year smallint NOT NULL,
    number smallint NOT NULL,
    made_at timestamp with time zone NOT NULL,
    numbers jsonb NOT NULL,
    CONSTRAINT moderation_transparencyreport_number_check CHECK ((number >= 0)),
    CONSTRAINT moderation_transparencyreport_year_check CHECK ((year >= 0)),
    CONSTRAINT transparency_report_quarter CHECK (((number >= 1) AND (number <= 4)))
);
ALTER TABLE public.moderation_transparencyreport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_transparencyreport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.moderation_vouch (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    member_id bigint NOT NULL
);
ALTER TABLE public.moderation_vouch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_vouch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_amaanswer (
    id bigint NOT NULL,
    held_at timestamp with time zone,
    hidden_at timestamp with time zone,
    hidden_reason character varying(200) NOT NULL,
    removed_at timestamp with time zone,
    edit_asked_at timestamp with time zone,
    by_guest boolean NOT NULL,
    source text NOT NULL,
    html text NOT NULL,
    text text NOT NULL,
    markup_version smallint NOT NULL,
    at timestamp with time zone NOT NULL,
    edited_at timestamp with time zone,
    deleted_at timestamp with time zone,
    submission character varying(64) NOT NULL,
    submission_digest character varying(64) NOT NULL,
    author_id bigint,
    hidden_by_id bigint,
    question_id bigint NOT NULL,
    CONSTRAINT programs_amaanswer_markup_version_check CHECK ((markup_version >= 0))
);
ALTER TABLE public.programs_amaanswer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_amaanswer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_amaanswerversion (
    id bigint NOT NULL,
    source text NOT NULL,
    at timestamp with time zone NOT NULL,
    answer_id bigint NOT NULL,
    by_id bigint
);
ALTER TABLE public.programs_amaanswerversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_amaanswerversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_amafollowup (
    id bigint NOT NULL,
    words character varying(300) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    duty_id bigint NOT NULL,
    made_by_id bigint,
    occurrence_id bigint NOT NULL,
    question_id bigint
);
ALTER TABLE public.programs_amafollowup ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_amafollowup_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_amahelper (
    id bigint NOT NULL,
    member_id bigint NOT NULL,
    plan_id bigint NOT NULL
);
ALTER TABLE public.programs_amahelper ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_amahelper_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_amaplan (
    id bigint NOT NULL,
    guest_name character varying(80) NOT NULL,
    guest_words character varying(200) NOT NULL,
    guest_photo character varying(120) NOT NULL,
    collect_days smallint NOT NULL,
    takes_anonymous boolean NOT NULL,
    votes_each smallint NOT NULL,
    guest_id bigint,
    program_id bigint NOT NULL,
    CONSTRAINT ama_collect_days CHECK ((collect_days <= 30)),
    CONSTRAINT ama_votes_each CHECK ((votes_each = ANY (ARRAY[0, 10]))),
    CONSTRAINT programs_amaplan_collect_days_check CHECK ((collect_days >= 0)),
    CONSTRAINT programs_amaplan_votes_each_check CHECK ((votes_each >= 0))
);
ALTER TABLE public.programs_amaplan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_amaplan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_amaquestion (
    id bigint NOT NULL,
    held_at timestamp with time zone,
    hidden_at timestamp with time zone,
    hidden_reason character varying(200) NOT NULL,
    removed_at timestamp with time zone,
    edit_asked_at timestamp with time zone,
    number integer NOT NULL,
    is_anonymous boolean NOT NULL,
    words character varying(600) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    edited_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    votes_count integer NOT NULL,
    tells_author boolean NOT NULL,
    stamp integer NOT NULL,
    answering_at timestamp with time zone,
    answered_at timestamp with time zone,
    aside_at timestamp with time zone,
    aside_why character varying(200) NOT NULL,
    submission character varying(64) NOT NULL,
    submission_digest character varying(64) NOT NULL,
    answering_by_id bigint,
    aside_by_id bigint,
    author_id bigint,
    hidden_by_id bigint,
    merged_by_id bigint,
    merged_into_id bigint,
    occurrence_id bigint NOT NULL,
    CONSTRAINT ama_anonymous_is_nobody CHECK ((NOT ((author_id IS NOT NULL) AND is_anonymous))),
    CONSTRAINT ama_not_into_itself CHECK ((NOT ((merged_into_id = id) AND (merged_into_id IS NOT NULL)))),
    CONSTRAINT programs_amaquestion_number_check CHECK ((number >= 0)),
    CONSTRAINT programs_amaquestion_stamp_check CHECK ((stamp >= 0)),
    CONSTRAINT programs_amaquestion_votes_count_check CHECK ((votes_count >= 0))
);
ALTER TABLE public.programs_amaquestion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_amaquestion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_amarecap (
    id bigint NOT NULL,
    source text NOT NULL,
    html text NOT NULL,
    best integer[] NOT NULL,
    written_at timestamp with time zone NOT NULL,
    guide_id bigint,
    occurrence_id bigint NOT NULL,
    written_by_id bigint
);
ALTER TABLE public.programs_amarecap ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_amarecap_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_amavote (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    member_id bigint NOT NULL,
    question_id bigint NOT NULL
);
ALTER TABLE public.programs_amavote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_amavote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_asked (
    id bigint NOT NULL,
    day date NOT NULL,
    answered_on date,
    put_off_on date,
    reminded_on date,
    member_id bigint NOT NULL,
    occurrence_id bigint NOT NULL
);
ALTER TABLE public.programs_asked ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_asked_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_attendance (
    id bigint NOT NULL,
    says character varying(6) NOT NULL,
    guests smallint NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    seated_at timestamp with time zone,
    passed_over_at timestamp with time zone,
    taken_off_at timestamp with time zone,
    taken_off_why character varying(200) NOT NULL,
    came_at timestamp with time zone,
    added_by_id bigint,
    came_by_id bigint,
    member_id bigint NOT NULL,
    occurrence_id bigint NOT NULL,
    taken_off_by_id bigint,
    CONSTRAINT attendance_guests CHECK ((guests <= 5)),
    CONSTRAINT attendance_says_known CHECK (((says)::text = ANY ((ARRAY['going'::character varying, 'maybe'::character varying, 'no'::character varying])::text[]))),
    CONSTRAINT attendance_seated_goes CHECK (((seated_at IS NULL) OR (((says)::text = 'going'::text) AND (taken_off_at IS NULL)))),
    CONSTRAINT programs_attendance_guests_check CHECK ((guests >= 0))
);
ALTER TABLE public.programs_attendance ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_attendance_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_banktext (
    id bigint NOT NULL,
    title character varying(200) NOT NULL,
    words text NOT NULL,
    place integer NOT NULL,
    said_at timestamp with time zone,
    retired_at timestamp with time zone,
    written_by_id bigint,
    program_id bigint NOT NULL,
    CONSTRAINT programs_banktext_place_check CHECK ((place >= 0))
);
ALTER TABLE public.programs_banktext ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_banktext_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_calendarkey (
    id bigint NOT NULL,
    number integer NOT NULL,
    made_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    member_id bigint NOT NULL,
    CONSTRAINT programs_calendarkey_number_check CHECK ((number >= 0))
);
ALTER TABLE public.programs_calendarkey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_calendarkey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_calendarsettings (
    id smallint NOT NULL,
    load_limit smallint NOT NULL,
    country character varying(2) NOT NULL,
    CONSTRAINT calendar_settings_load CHECK (((load_limit >= 1) AND (load_limit <= 200))),
    CONSTRAINT calendar_settings_one_row CHECK ((id = 1)),
    CONSTRAINT programs_calendarsettings_id_check CHECK ((id >= 0)),
    CONSTRAINT programs_calendarsettings_load_limit_check CHECK ((load_limit >= 0))
);
CREATE TABLE public.programs_calleditor (
    id bigint NOT NULL,
    named_at timestamp with time zone NOT NULL,
    member_id bigint NOT NULL,
    named_by_id bigint,
    occurrence_id bigint NOT NULL
);
ALTER TABLE public.programs_calleditor ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_calleditor_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_callplan (
    id bigint NOT NULL,
    terms jsonb NOT NULL,
    program_id bigint NOT NULL
);
ALTER TABLE public.programs_callplan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_callplan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_celebration (
    id bigint NOT NULL,
    what character varying(12) NOT NULL,
    number integer NOT NULL,
    is_public boolean NOT NULL,
    day date NOT NULL,
    at timestamp with time zone NOT NULL,
    member_id bigint NOT NULL,
    post_id bigint,
    CONSTRAINT celebration_known CHECK (((what)::text = ANY ((ARRAY['first_post'::character varying, 'answers'::character varying, 'anniversary'::character varying, 'level'::character varying, 'thanks'::character varying])::text[]))),
    CONSTRAINT programs_celebration_number_check CHECK ((number >= 0))
);
ALTER TABLE public.programs_celebration ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_celebration_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_celebrationrule (
    what character varying(12) NOT NULL,
    is_on boolean NOT NULL,
    on_home boolean NOT NULL,
    in_digest boolean NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    changed_by_id bigint,
    CONSTRAINT celebration_rule_known CHECK (((what)::text = ANY ((ARRAY['first_post'::character varying, 'answers'::character varying, 'anniversary'::character varying, 'level'::character varying, 'thanks'::character varying])::text[])))
);
CREATE TABLE public.programs_challenge (
    id bigint NOT NULL,
    terms jsonb NOT NULL,
    seed character varying(32) NOT NULL,
    announced_at timestamp with time zone NOT NULL,
    judging_until timestamp with time zone,
    entries_count integer NOT NULL,
    published_at timestamp with time zone,
    words text NOT NULL,
    occurrence_id bigint NOT NULL,
    published_by_id bigint,
    CONSTRAINT programs_challenge_entries_count_check CHECK ((entries_count >= 0))
);
ALTER TABLE public.programs_challenge ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_challenge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_challengeentry (
    id bigint NOT NULL,
    held_at timestamp with time zone,
    hidden_at timestamp with time zone,
    hidden_reason character varying(200) NOT NULL,
    removed_at timestamp with time zone,
    edit_asked_at timestamp with time zone,
    number integer NOT NULL,
    day date,
    title character varying(120) NOT NULL,
    words text NOT NULL,
    picture character varying(64) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    at timestamp with time zone NOT NULL,
    edited_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    refused_at timestamp with time zone,
    refused_why character varying(300) NOT NULL,
    submission character varying(64) NOT NULL,
    submission_digest character varying(64) NOT NULL,
    author_id bigint,
    challenge_id bigint NOT NULL,
    hidden_by_id bigint,
    refused_by_id bigint,
    CONSTRAINT challenge_refused_why CHECK (((refused_at IS NULL) OR (NOT ((refused_why)::text = ''::text)))),
    CONSTRAINT programs_challengeentry_height_check CHECK ((height >= 0)),
    CONSTRAINT programs_challengeentry_number_check CHECK ((number >= 0)),
    CONSTRAINT programs_challengeentry_width_check CHECK ((width >= 0))
);
ALTER TABLE public.programs_challengeentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_challengeentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_challengejudge (
    id bigint NOT NULL,
    named_at timestamp with time zone NOT NULL,
    released_at timestamp with time zone,
    challenge_id bigint NOT NULL,
    member_id bigint,
    named_by_id bigint,
    apart jsonb NOT NULL
);
ALTER TABLE public.programs_challengejudge ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_challengejudge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_challengeplan (
    id bigint NOT NULL,
    terms jsonb NOT NULL,
    program_id bigint NOT NULL
);
ALTER TABLE public.programs_challengeplan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_challengeplan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_challengeresult (
    id bigint NOT NULL,
    rows jsonb NOT NULL,
    inputs character varying(64) NOT NULL,
    computed_at timestamp with time zone NOT NULL,
    challenge_id bigint NOT NULL,
    computed_by_id bigint
);
ALTER TABLE public.programs_challengeresult ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_challengeresult_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_challengesheet (
    id bigint NOT NULL,
    marks jsonb NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    done_at timestamp with time zone,
    conflict_at timestamp with time zone,
    conflict_why character varying(300) NOT NULL,
    entry_id bigint NOT NULL,
    judge_id bigint NOT NULL,
    CONSTRAINT challenge_sheet_done_or_near CHECK (((done_at IS NULL) OR (conflict_at IS NULL)))
);
ALTER TABLE public.programs_challengesheet ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_challengesheet_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_challengevote (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    entry_id bigint NOT NULL,
    member_id bigint
);
ALTER TABLE public.programs_challengevote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_challengevote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_challengewinner (
    id bigint NOT NULL,
    place smallint NOT NULL,
    reason character varying(300) NOT NULL,
    prize character varying(200) NOT NULL,
    promised_at timestamp with time zone NOT NULL,
    given_at timestamp with time zone,
    challenge_id bigint NOT NULL,
    entry_id bigint NOT NULL,
    given_by_id bigint,
    CONSTRAINT challenge_winner_says_why CHECK ((NOT ((reason)::text = ''::text))),
    CONSTRAINT programs_challengewinner_place_check CHECK ((place >= 0))
);
ALTER TABLE public.programs_challengewinner ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_challengewinner_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_check (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    item_id bigint NOT NULL,
    occurrence_id bigint NOT NULL
);
ALTER TABLE public.programs_check ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_check_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_checkitem (
    id bigint NOT NULL,
    words character varying(120) NOT NULL,
    days_before smallint NOT NULL,
    place smallint NOT NULL,
    retired_at timestamp with time zone,
    program_id bigint NOT NULL,
    CONSTRAINT check_item_days CHECK (((days_before >= '-90'::integer) AND (days_before <= 90))),
    CONSTRAINT programs_checkitem_place_check CHECK ((place >= 0))
);
ALTER TABLE public.programs_checkitem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_checkitem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_contribution (
    id bigint NOT NULL,
    held_at timestamp with time zone,
    hidden_at timestamp with time zone,
    hidden_reason character varying(200) NOT NULL,
    removed_at timestamp with time zone,
    edit_asked_at timestamp with time zone,
    state character varying(10) NOT NULL,
    form character varying(10) NOT NULL,
    title character varying(200) NOT NULL,
    source text NOT NULL,
    credit character varying(120) NOT NULL,
    consent character varying(300) NOT NULL,
    consented_at timestamp with time zone,
    edition integer NOT NULL,
    version integer NOT NULL,
    at timestamp with time zone NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    published_at timestamp with time zone,
    submission character varying(64) NOT NULL,
    author_id bigint,
    guide_id bigint,
    hidden_by_id bigint,
    occurrence_id bigint NOT NULL,
    published_by_id bigint,
    thread_id bigint,
    CONSTRAINT contribution_form_known CHECK (((form)::text = ANY ((ARRAY['thread'::character varying, 'guide'::character varying])::text[]))),
    CONSTRAINT contribution_published_when CHECK ((((published_at IS NOT NULL) AND ((state)::text = 'published'::text)) OR ((NOT ((state)::text = 'published'::text)) AND (published_at IS NULL)))),
    CONSTRAINT contribution_sent_with_consent CHECK ((((state)::text = 'draft'::text) OR ((consented_at IS NOT NULL) AND (version >= 1)))),
    CONSTRAINT contribution_state_known CHECK (((state)::text = ANY ((ARRAY['draft'::character varying, 'sent'::character varying, 'changes'::character varying, 'accepted'::character varying, 'declined'::character varying, 'published'::character varying])::text[]))),
    CONSTRAINT programs_contribution_edition_check CHECK ((edition >= 0)),
    CONSTRAINT programs_contribution_version_check CHECK ((version >= 0))
);
ALTER TABLE public.programs_contribution ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_contribution_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_contributionpicture (
    id bigint NOT NULL,
    contribution_id bigint NOT NULL,
    upload_id bigint NOT NULL
);
ALTER TABLE public.programs_contributionpicture ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_contributionpicture_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_contributionstep (
    id bigint NOT NULL,
    what character varying(10) NOT NULL,
    words text NOT NULL,
    version integer NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    contribution_id bigint NOT NULL,
    CONSTRAINT programs_contributionstep_version_check CHECK ((version >= 0))
);
ALTER TABLE public.programs_contributionstep ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_contributionstep_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_contributionversion (
    id bigint NOT NULL,
    number integer NOT NULL,
    title character varying(200) NOT NULL,
    source text NOT NULL,
    html text NOT NULL,
    at timestamp with time zone NOT NULL,
    contribution_id bigint NOT NULL,
    credit character varying(120) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT programs_contributionversion_number_check CHECK ((number >= 0))
);
ALTER TABLE public.programs_contributionversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_contributionversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_eventday (
    occurrence_id bigint NOT NULL,
    has_own_capacity boolean NOT NULL,
    capacity integer,
    note character varying(1000) NOT NULL,
    recording_url character varying(500) NOT NULL,
    recording_words character varying(2000) NOT NULL,
    survey_id bigint,
    CONSTRAINT event_day_capacity CHECK (((capacity IS NULL) OR ((capacity >= 1) AND (capacity <= 5000)))),
    CONSTRAINT programs_eventday_capacity_check CHECK ((capacity >= 0))
);
CREATE TABLE public.programs_eventmessage (
    id bigint NOT NULL,
    words character varying(2000) NOT NULL,
    at timestamp with time zone NOT NULL,
    key character varying(40) NOT NULL,
    by_id bigint,
    occurrence_id bigint NOT NULL
);
ALTER TABLE public.programs_eventmessage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_eventmessage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_eventplan (
    program_id bigint NOT NULL,
    sort character varying(12) NOT NULL,
    is_online boolean NOT NULL,
    url character varying(500) NOT NULL,
    place character varying(120) NOT NULL,
    address character varying(200) NOT NULL,
    way character varying(500) NOT NULL,
    access character varying(500) NOT NULL,
    capacity integer,
    guests_most smallint NOT NULL,
    has_waiting_list boolean NOT NULL,
    answer_hours smallint NOT NULL,
    thread_when character varying(8) NOT NULL,
    question character varying(200) NOT NULL,
    question_url character varying(500) NOT NULL,
    CONSTRAINT event_capacity CHECK (((capacity IS NULL) OR ((capacity >= 1) AND (capacity <= 5000)))),
    CONSTRAINT event_guests_most CHECK ((guests_most <= 5)),
    CONSTRAINT event_sort_known CHECK (((sort)::text = ANY ((ARRAY['event'::character varying, 'office-hour'::character varying, 'meet-up'::character varying])::text[]))),
    CONSTRAINT event_thread_known CHECK (((thread_when)::text = ANY ((ARRAY['never'::character varying, 'ahead'::character varying, 'begins'::character varying])::text[]))),
    CONSTRAINT programs_eventplan_answer_hours_check CHECK ((answer_hours >= 0)),
    CONSTRAINT programs_eventplan_capacity_check CHECK ((capacity >= 0)),
    CONSTRAINT programs_eventplan_guests_most_check CHECK ((guests_most >= 0))
);
CREATE TABLE public.programs_feedback (
    id bigint NOT NULL,
    title character varying(120) NOT NULL,
    intro text NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL,
    edition integer NOT NULL,
    drafted_at timestamp with time zone NOT NULL,
    published_at timestamp with time zone,
    edited_by_id bigint,
    occurrence_id bigint NOT NULL,
    published_by_id bigint,
    CONSTRAINT feedback_in_order CHECK ((until > since)),
    CONSTRAINT programs_feedback_edition_check CHECK ((edition >= 0))
);
ALTER TABLE public.programs_feedback ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_feedback_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_feedbackline (
    id bigint NOT NULL,
    place smallint NOT NULL,
    source character varying(8) NOT NULL,
    said character varying(300) NOT NULL,
    did character varying(600) NOT NULL,
    status character varying(60) NOT NULL,
    link character varying(500) NOT NULL,
    dropped_at timestamp with time zone,
    feedback_id bigint NOT NULL,
    thread_id bigint,
    CONSTRAINT feedback_source_known CHECK (((source)::text = ANY ((ARRAY['idea'::character varying, 'survey'::character varying, 'decision'::character varying, 'own'::character varying])::text[]))),
    CONSTRAINT programs_feedbackline_place_check CHECK ((place >= 0))
);
ALTER TABLE public.programs_feedbackline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_feedbackline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_followup (
    id bigint NOT NULL,
    words text NOT NULL,
    why character varying(4) NOT NULL,
    duty_id bigint NOT NULL,
    occurrence_id bigint NOT NULL,
    sheet_id bigint,
    CONSTRAINT follow_up_why_known CHECK (((why)::text = ANY ((ARRAY['low'::character varying, 'bug'::character varying, 'wish'::character varying])::text[])))
);
ALTER TABLE public.programs_followup ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_followup_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_namedsheet (
    id bigint NOT NULL,
    answers jsonb NOT NULL,
    score smallint,
    at timestamp with time zone NOT NULL,
    member_id bigint NOT NULL,
    occurrence_id bigint NOT NULL,
    CONSTRAINT programs_namedsheet_score_check CHECK ((score >= 0))
);
ALTER TABLE public.programs_namedsheet ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_namedsheet_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_newsletterchoice (
    member_id bigint NOT NULL,
    stopped_at timestamp with time zone
);
CREATE TABLE public.programs_newsletterissue (
    id bigint NOT NULL,
    subject character varying(120) NOT NULL,
    preheader character varying(160) NOT NULL,
    sections character varying(24)[] NOT NULL,
    edition integer NOT NULL,
    agreed_mark character varying(64) NOT NULL,
    agreed_at timestamp with time zone,
    held_at timestamp with time zone,
    sent_count integer,
    drafted_at timestamp with time zone NOT NULL,
    agreed_by_id bigint,
    edited_by_id bigint,
    held_by_id bigint,
    occurrence_id bigint NOT NULL,
    CONSTRAINT newsletter_second_pair_of_eyes CHECK (((agreed_by_id IS NULL) OR (edited_by_id IS NULL) OR (NOT ((agreed_by_id = edited_by_id) AND (agreed_by_id IS NOT NULL) AND (edited_by_id IS NOT NULL))))),
    CONSTRAINT programs_newsletterissue_edition_check CHECK ((edition >= 0)),
    CONSTRAINT programs_newsletterissue_sent_count_check CHECK ((sent_count >= 0))
);
ALTER TABLE public.programs_newsletterissue ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_newsletterissue_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_newsletterletter (
    id bigint NOT NULL,
    key character varying(60) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    retry_at timestamp with time zone NOT NULL,
    attempts smallint NOT NULL,
    last_error character varying(500) NOT NULL,
    sent_at timestamp with time zone,
    dropped_at timestamp with time zone,
    dropped_why character varying(20) NOT NULL,
    is_test boolean NOT NULL,
    leaving_at timestamp with time zone,
    issue_id bigint NOT NULL,
    member_id bigint NOT NULL,
    CONSTRAINT newsletter_one_end CHECK (((sent_at IS NULL) OR (dropped_at IS NULL))),
    CONSTRAINT programs_newsletterletter_attempts_check CHECK ((attempts >= 0))
);
ALTER TABLE public.programs_newsletterletter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_newsletterletter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_newsletterpart (
    id bigint NOT NULL,
    place smallint NOT NULL,
    words text NOT NULL,
    clicks integer NOT NULL,
    date_id bigint,
    guide_id bigint,
    issue_id bigint NOT NULL,
    thread_id bigint,
    CONSTRAINT newsletter_part_of_one_thing CHECK ((((guide_id IS NULL) AND (thread_id IS NULL)) OR ((date_id IS NULL) AND (thread_id IS NULL)) OR ((date_id IS NULL) AND (guide_id IS NULL)))),
    CONSTRAINT programs_newsletterpart_clicks_check CHECK ((clicks >= 0)),
    CONSTRAINT programs_newsletterpart_place_check CHECK ((place >= 0))
);
ALTER TABLE public.programs_newsletterpart ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_newsletterpart_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_newsletterplan (
    id bigint NOT NULL,
    draft_days smallint NOT NULL,
    weekdays smallint[] NOT NULL,
    from_hour smallint NOT NULL,
    to_hour smallint NOT NULL,
    own_clock boolean NOT NULL,
    program_id bigint NOT NULL,
    CONSTRAINT newsletter_draft_days CHECK ((draft_days <= 30)),
    CONSTRAINT newsletter_window_in_order CHECK (((from_hour < to_hour) AND (to_hour <= 24))),
    CONSTRAINT programs_newsletterplan_draft_days_check CHECK ((draft_days >= 0)),
    CONSTRAINT programs_newsletterplan_from_hour_check CHECK ((from_hour >= 0)),
    CONSTRAINT programs_newsletterplan_to_hour_check CHECK ((to_hour >= 0))
);
ALTER TABLE public.programs_newsletterplan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_newsletterplan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_occurrence (
    id bigint NOT NULL,
    day date NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    title character varying(120) NOT NULL,
    about text NOT NULL,
    host_by_hand_at timestamp with time zone,
    moved_at timestamp with time zone,
    called_off_at timestamp with time zone,
    called_off_why character varying(200) NOT NULL,
    opened_at timestamp with time zone,
    closed_at timestamp with time zone,
    missed_at timestamp with time zone,
    sequence integer NOT NULL,
    result_number integer,
    result_words character varying(300) NOT NULL,
    result_at timestamp with time zone,
    called_off_by_id bigint,
    host_id bigint,
    moved_by_id bigint,
    result_by_id bigint,
    text_id bigint,
    thread_id bigint,
    program_id bigint NOT NULL,
    added_at timestamp with time zone,
    added_by_id bigint,
    CONSTRAINT occurrence_in_order CHECK ((ends_at > starts_at)),
    CONSTRAINT occurrence_opened_or_missed CHECK (((opened_at IS NULL) OR (missed_at IS NULL))),
    CONSTRAINT programs_occurrence_result_number_check CHECK ((result_number >= 0)),
    CONSTRAINT programs_occurrence_sequence_check CHECK ((sequence >= 0))
);
ALTER TABLE public.programs_occurrence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_occurrence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_offer (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    taken_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    by_id bigint NOT NULL,
    occurrence_id bigint NOT NULL,
    taken_by_id bigint,
    declined_at timestamp with time zone,
    in_return_id bigint,
    to_id bigint,
    CONSTRAINT offer_to_one_is_a_swap CHECK ((((in_return_id IS NULL) AND (to_id IS NULL)) OR ((in_return_id IS NOT NULL) AND (to_id IS NOT NULL)))),
    CONSTRAINT offer_two_turns CHECK ((NOT ((in_return_id = occurrence_id) AND (in_return_id IS NOT NULL))))
);
ALTER TABLE public.programs_offer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_offer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_pilot (
    occurrence_id bigint NOT NULL,
    report text NOT NULL,
    html text NOT NULL,
    edition integer NOT NULL,
    quoted jsonb NOT NULL,
    drafted_at timestamp with time zone,
    reported_at timestamp with time zone,
    group_id bigint,
    reported_by_id bigint,
    CONSTRAINT pilot_reported_with_words CHECK (((reported_at IS NULL) OR ((drafted_at IS NOT NULL) AND (NOT (report = ''::text))))),
    CONSTRAINT programs_pilot_edition_check CHECK ((edition >= 0))
);
CREATE TABLE public.programs_pilotanswer (
    id bigint NOT NULL,
    is_done boolean NOT NULL,
    rating smallint,
    helped text NOT NULL,
    hindered text NOT NULL,
    words text NOT NULL,
    may_quote boolean NOT NULL,
    at timestamp with time zone NOT NULL,
    seat_id bigint NOT NULL,
    task_id bigint,
    CONSTRAINT pilot_answer_could_not_why CHECK ((is_done OR (NOT (hindered = ''::text)))),
    CONSTRAINT pilot_answer_rating CHECK (((rating IS NULL) OR ((rating >= 1) AND (rating <= 5)))),
    CONSTRAINT pilot_answer_whole_rated CHECK (((task_id IS NOT NULL) OR (rating IS NOT NULL))),
    CONSTRAINT programs_pilotanswer_rating_check CHECK ((rating >= 0))
);
ALTER TABLE public.programs_pilotanswer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_pilotanswer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_pilotplan (
    id bigint NOT NULL,
    terms jsonb NOT NULL,
    program_id bigint NOT NULL
);
ALTER TABLE public.programs_pilotplan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_pilotplan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_pilotseat (
    id bigint NOT NULL,
    stands character varying(10) NOT NULL,
    words character varying(1000) NOT NULL,
    answer character varying(1000) NOT NULL,
    at timestamp with time zone NOT NULL,
    joined_at timestamp with time zone,
    reminded_day smallint NOT NULL,
    decided_by_id bigint,
    member_id bigint NOT NULL,
    occurrence_id bigint NOT NULL,
    CONSTRAINT pilot_seat_joined_when CHECK (((NOT ((stands)::text = 'in'::text)) OR (joined_at IS NOT NULL))),
    CONSTRAINT pilot_seat_known CHECK (((stands)::text = ANY ((ARRAY['asked'::character varying, 'invited'::character varying, 'in'::character varying, 'declined'::character varying, 'refused'::character varying, 'withdrawn'::character varying, 'left'::character varying, 'taken_out'::character varying])::text[]))),
    CONSTRAINT programs_pilotseat_reminded_day_check CHECK ((reminded_day >= 0))
);
ALTER TABLE public.programs_pilotseat ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_pilotseat_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_pilottask (
    id bigint NOT NULL,
    day smallint NOT NULL,
    title character varying(120) NOT NULL,
    words text NOT NULL,
    occurrence_id bigint NOT NULL,
    CONSTRAINT pilot_task_day CHECK (((day >= 1) AND (day <= 100))),
    CONSTRAINT programs_pilottask_day_check CHECK ((day >= 0))
);
ALTER TABLE public.programs_pilottask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_pilottask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_program (
    id bigint NOT NULL,
    format character varying(12) NOT NULL,
    title character varying(120) NOT NULL,
    about text NOT NULL,
    rhythm character varying(10) NOT NULL,
    serves character varying(10) NOT NULL,
    is_public boolean NOT NULL,
    begins date NOT NULL,
    at time without time zone NOT NULL,
    zone character varying(50) NOT NULL,
    rule character varying(200) NOT NULL,
    minutes integer NOT NULL,
    goal character varying(10) NOT NULL,
    goal_number integer,
    goal_words character varying(200) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    planned_at timestamp with time zone,
    ended_at timestamp with time zone,
    laid_out_until date,
    audience_id bigint,
    continues_id bigint,
    ended_by_id bigint,
    made_by_id bigint,
    owner_id bigint,
    planned_by_id bigint,
    space_id bigint,
    submission character varying(60) NOT NULL,
    CONSTRAINT program_goal_known CHECK (((goal)::text = ANY ((ARRAY['replies'::character varying, 'people'::character varying, 'newcomers'::character varying, 'going'::character varying, 'questions'::character varying, 'entries'::character varying, 'answers'::character varying, 'own'::character varying])::text[]))),
    CONSTRAINT program_minutes CHECK (((minutes >= 5) AND (minutes <= 144000))),
    CONSTRAINT program_rhythm_known CHECK (((rhythm)::text = ANY ((ARRAY['quarterly'::character varying, 'monthly'::character varying, 'weekly'::character varying])::text[]))),
    CONSTRAINT program_serves_known CHECK (((serves)::text = ANY ((ARRAY['arrive'::character varying, 'take-part'::character varying, 'give-back'::character varying, 'advocate'::character varying])::text[]))),
    CONSTRAINT programs_program_goal_number_check CHECK ((goal_number >= 0)),
    CONSTRAINT programs_program_minutes_check CHECK ((minutes >= 0))
);
ALTER TABLE public.programs_program ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_program_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_quietweek (
    id bigint NOT NULL,
    monday date NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by_id bigint,
    CONSTRAINT quiet_week_monday CHECK ((EXTRACT(isodow FROM monday) = (1)::numeric))
);
ALTER TABLE public.programs_quietweek ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_quietweek_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_round (
    id bigint NOT NULL,
    is_anonymous boolean NOT NULL,
    questions jsonb NOT NULL,
    asked_count integer NOT NULL,
    answers_count integer NOT NULL,
    shared_at timestamp with time zone,
    occurrence_id bigint NOT NULL,
    shared_by_id bigint,
    CONSTRAINT programs_round_answers_count_check CHECK ((answers_count >= 0)),
    CONSTRAINT programs_round_asked_count_check CHECK ((asked_count >= 0)),
    CONSTRAINT round_answers_of_asked CHECK ((answers_count <= asked_count))
);
ALTER TABLE public.programs_round ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_round_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_sheet (
    id uuid NOT NULL,
    answers jsonb NOT NULL,
    occurrence_id bigint NOT NULL
);
CREATE TABLE public.programs_spotlight (
    id bigint NOT NULL,
    questions jsonb NOT NULL,
    answers jsonb NOT NULL,
    edition integer NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    sent_at timestamp with time zone,
    agreed_at timestamp with time zone,
    agreed_edition integer,
    published_at timestamp with time zone,
    shows_badge boolean NOT NULL,
    ended_at timestamp with time zone,
    ending character varying(12) NOT NULL,
    asked_by_id bigint,
    member_id bigint NOT NULL,
    occurrence_id bigint NOT NULL,
    CONSTRAINT programs_spotlight_agreed_edition_check CHECK ((agreed_edition >= 0)),
    CONSTRAINT programs_spotlight_edition_check CHECK ((edition >= 0)),
    CONSTRAINT spotlight_agreed_words CHECK (((published_at IS NULL) OR (agreed_edition = edition))),
    CONSTRAINT spotlight_ended_somehow CHECK ((((ended_at IS NULL) AND ((ending)::text = ''::text)) OR ((ended_at IS NOT NULL) AND ((ending)::text = ANY ((ARRAY['declined'::character varying, 'later'::character varying, 'withdrawn'::character varying, 'called_back'::character varying])::text[])))))
);
ALTER TABLE public.programs_spotlight ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_spotlight_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_spotlightversion (
    id bigint NOT NULL,
    edition integer NOT NULL,
    answers jsonb NOT NULL,
    at timestamp with time zone NOT NULL,
    spotlight_id bigint NOT NULL,
    written_by_id bigint,
    CONSTRAINT programs_spotlightversion_edition_check CHECK ((edition >= 0))
);
ALTER TABLE public.programs_spotlightversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_spotlightversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_step (
    id bigint NOT NULL,
    key character varying(20) NOT NULL,
    at timestamp with time zone NOT NULL,
    until timestamp with time zone,
    done_at timestamp with time zone,
    passed_at timestamp with time zone,
    retry_at timestamp with time zone,
    failed_why character varying(300) NOT NULL,
    occurrence_id bigint NOT NULL,
    CONSTRAINT step_done_or_passed CHECK (((done_at IS NULL) OR (passed_at IS NULL)))
);
ALTER TABLE public.programs_step ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_step_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_survey (
    id bigint NOT NULL,
    sort character varying(4) NOT NULL,
    is_anonymous boolean NOT NULL,
    reach character varying(6) NOT NULL,
    size integer NOT NULL,
    again_days smallint NOT NULL,
    seed character varying(16) NOT NULL,
    questions jsonb NOT NULL,
    program_id bigint NOT NULL,
    CONSTRAINT programs_survey_again_days_check CHECK ((again_days >= 0)),
    CONSTRAINT programs_survey_size_check CHECK ((size >= 0)),
    CONSTRAINT survey_reach_known CHECK (((reach)::text = ANY ((ARRAY['all'::character varying, 'share'::character varying, 'number'::character varying])::text[]))),
    CONSTRAINT survey_size_in_reach CHECK (((size >= 1) AND ((NOT ((reach)::text = 'share'::text)) OR (size <= 100)))),
    CONSTRAINT survey_sort_known CHECK (((sort)::text = ANY ((ARRAY['nps'::character varying, 'csat'::character varying, 'own'::character varying])::text[])))
);
ALTER TABLE public.programs_survey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_survey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_surveyrules (
    id smallint NOT NULL,
    contact_days smallint NOT NULL,
    bug_words jsonb NOT NULL,
    wish_words jsonb NOT NULL,
    bug_to_id bigint,
    low_to_id bigint,
    wish_to_id bigint,
    CONSTRAINT programs_surveyrules_contact_days_check CHECK ((contact_days >= 0)),
    CONSTRAINT programs_surveyrules_id_check CHECK ((id >= 0)),
    CONSTRAINT survey_rules_one_row CHECK ((id = 1))
);
CREATE TABLE public.programs_tally (
    id bigint NOT NULL,
    part character varying(60) NOT NULL,
    people integer NOT NULL,
    said jsonb NOT NULL,
    round_id bigint NOT NULL,
    CONSTRAINT programs_tally_people_check CHECK ((people >= 0)),
    CONSTRAINT survey_tally_of_five CHECK ((people >= 5))
);
ALTER TABLE public.programs_tally ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_tally_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.programs_turn (
    id bigint NOT NULL,
    place smallint NOT NULL,
    member_id bigint NOT NULL,
    program_id bigint NOT NULL,
    CONSTRAINT programs_turn_place_check CHECK ((place >= 0))
);
ALTER TABLE public.programs_turn ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_turn_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.usersessions_usersession (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    ip inet NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    session_key character varying(40) NOT NULL,
    user_agent character varying(200) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.usersessions_usersession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.usersessions_usersession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE ONLY public.members_activity ATTACH PARTITION public.members_activity_default DEFAULT;
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_amahelper
    ADD CONSTRAINT ama_helper_once UNIQUE (plan_id, member_id);
ALTER TABLE ONLY public.programs_amaquestion
    ADD CONSTRAINT ama_question_numbered UNIQUE (occurrence_id, number);
ALTER TABLE ONLY public.programs_amavote
    ADD CONSTRAINT ama_vote_once UNIQUE (question_id, member_id);
ALTER TABLE ONLY public.programs_asked
    ADD CONSTRAINT asked_once UNIQUE (occurrence_id, member_id);
ALTER TABLE ONLY public.members_assignment
    ADD CONSTRAINT assignment_once UNIQUE (experiment_id, member_id);
ALTER TABLE ONLY public.programs_attendance
    ADD CONSTRAINT attendance_once UNIQUE (occurrence_id, member_id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_away
    ADD CONSTRAINT away_once UNIQUE (member_id, first_day, last_day);
ALTER TABLE ONLY public.members_badgeaward
    ADD CONSTRAINT badge_award_once UNIQUE (badge_id, member_id);
ALTER TABLE ONLY public.community_bookmark
    ADD CONSTRAINT bookmark_once UNIQUE (member_id, post_id);
ALTER TABLE ONLY public.programs_calleditor
    ADD CONSTRAINT call_editor_once UNIQUE (occurrence_id, member_id);
ALTER TABLE ONLY public.programs_celebration
    ADD CONSTRAINT celebrated_once UNIQUE (member_id, what, number);
ALTER TABLE ONLY public.programs_challengeentry
    ADD CONSTRAINT challenge_entry_numbered UNIQUE (challenge_id, number);
ALTER TABLE ONLY public.programs_challengejudge
    ADD CONSTRAINT challenge_judge_once UNIQUE (challenge_id, member_id);
ALTER TABLE ONLY public.programs_challengewinner
    ADD CONSTRAINT challenge_place_once UNIQUE (challenge_id, place);
ALTER TABLE ONLY public.programs_challengesheet
    ADD CONSTRAINT challenge_sheet_once UNIQUE (judge_id, entry_id);
ALTER TABLE ONLY public.programs_challengevote
    ADD CONSTRAINT challenge_vote_once UNIQUE (entry_id, member_id);
ALTER TABLE ONLY public.community_chatseat
    ADD CONSTRAINT chat_seat_once UNIQUE (member_id, room_id);
ALTER TABLE ONLY public.community_chatstretch
    ADD CONSTRAINT chat_stretch_once UNIQUE (room_id, first_line, last_line);
ALTER TABLE ONLY public.members_checkin
    ADD CONSTRAINT check_in_once UNIQUE (mentorship_id, day);
ALTER TABLE ONLY public.programs_check
    ADD CONSTRAINT check_once UNIQUE (occurrence_id, item_id);
ALTER TABLE ONLY public.community_answercheck
    ADD CONSTRAINT community_answercheck_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_bookmark
    ADD CONSTRAINT community_bookmark_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_chatline
    ADD CONSTRAINT community_chatline_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_chatline
    ADD CONSTRAINT community_chatline_tells_of_id_key UNIQUE (tells_of_id);
ALTER TABLE ONLY public.community_chatlineversion
    ADD CONSTRAINT community_chatlineversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_chatroom
    ADD CONSTRAINT community_chatroom_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_chatseat
    ADD CONSTRAINT community_chatseat_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_chatstretch
    ADD CONSTRAINT community_chatstretch_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_decision
    ADD CONSTRAINT community_decision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_decision
    ADD CONSTRAINT community_decision_poll_id_key UNIQUE (poll_id);
ALTER TABLE ONLY public.community_decisionversion
    ADD CONSTRAINT community_decisionversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_deflection
    ADD CONSTRAINT community_deflection_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_draft
    ADD CONSTRAINT community_draft_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_follow
    ADD CONSTRAINT community_follow_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_formerguideslug
    ADD CONSTRAINT community_formerguideslug_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_formerguideslug
    ADD CONSTRAINT community_formerguideslug_slug_key UNIQUE (slug);
ALTER TABLE ONLY public.community_formerplace
    ADD CONSTRAINT community_formerplace_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_formerslug
    ADD CONSTRAINT community_formerslug_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_formerslug
    ADD CONSTRAINT community_formerslug_slug_key UNIQUE (slug);
ALTER TABLE ONLY public.community_guide
    ADD CONSTRAINT community_guide_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_guide
    ADD CONSTRAINT community_guide_slug_key UNIQUE (slug);
ALTER TABLE ONLY public.community_guideeditor
    ADD CONSTRAINT community_guideeditor_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_guidelink
    ADD CONSTRAINT community_guidelink_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_guiderevision
    ADD CONSTRAINT community_guiderevision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_guidesource
    ADD CONSTRAINT community_guidesource_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_guidestep
    ADD CONSTRAINT community_guidestep_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_guidevote
    ADD CONSTRAINT community_guidevote_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_helpask
    ADD CONSTRAINT community_helpask_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_idearules
    ADD CONSTRAINT community_idearules_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_meaningindex
    ADD CONSTRAINT community_meaningindex_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_poll
    ADD CONSTRAINT community_poll_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_poll
    ADD CONSTRAINT community_poll_post_id_key UNIQUE (post_id);
ALTER TABLE ONLY public.community_polloption
    ADD CONSTRAINT community_polloption_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_pollvote
    ADD CONSTRAINT community_pollvote_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_post
    ADD CONSTRAINT community_post_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_postlink
    ADD CONSTRAINT community_postlink_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_preview
    ADD CONSTRAINT community_preview_address_key UNIQUE (address);
ALTER TABLE ONLY public.community_preview
    ADD CONSTRAINT community_preview_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_previewrule
    ADD CONSTRAINT community_previewrule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_previewuse
    ADD CONSTRAINT community_previewuse_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_reaction
    ADD CONSTRAINT community_reaction_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_reading
    ADD CONSTRAINT community_reading_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_relatedthreads
    ADD CONSTRAINT community_relatedthreads_pkey PRIMARY KEY (thread_id);
ALTER TABLE ONLY public.community_reminder
    ADD CONSTRAINT community_reminder_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_revision
    ADD CONSTRAINT community_revision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_routing
    ADD CONSTRAINT community_routing_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_savedsearch
    ADD CONSTRAINT community_savedsearch_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_searchdocument
    ADD CONSTRAINT community_searchdocument_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_searchnews
    ADD CONSTRAINT community_searchnews_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_searchowed
    ADD CONSTRAINT community_searchowed_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_searchversion
    ADD CONSTRAINT community_searchversion_pkey PRIMARY KEY (kind);
ALTER TABLE ONLY public.community_searchword
    ADD CONSTRAINT community_searchword_pkey PRIMARY KEY (word);
ALTER TABLE ONLY public.community_silence
    ADD CONSTRAINT community_silence_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_space
    ADD CONSTRAINT community_space_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_space
    ADD CONSTRAINT community_space_slug_key UNIQUE (slug);
ALTER TABLE ONLY public.community_spacehost
    ADD CONSTRAINT community_spacehost_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_statuschange
    ADD CONSTRAINT community_statuschange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_suggestion
    ADD CONSTRAINT community_suggestion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_tag
    ADD CONSTRAINT community_tag_name_key UNIQUE (name);
ALTER TABLE ONLY public.community_tag
    ADD CONSTRAINT community_tag_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_thread
    ADD CONSTRAINT community_thread_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_threadtimer
    ADD CONSTRAINT community_threadtimer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_turn
    ADD CONSTRAINT community_turn_pkey PRIMARY KEY (thread_id);
ALTER TABLE ONLY public.community_unfoundsearch
    ADD CONSTRAINT community_unfoundsearch_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_unfoundsearch
    ADD CONSTRAINT community_unfoundsearch_words_key UNIQUE (words);
ALTER TABLE ONLY public.community_upload
    ADD CONSTRAINT community_upload_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_visit
    ADD CONSTRAINT community_visit_pkey PRIMARY KEY (member_id);
ALTER TABLE ONLY public.community_vote
    ADD CONSTRAINT community_vote_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_welcomerules
    ADD CONSTRAINT community_welcomerules_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.community_welcomestep
    ADD CONSTRAINT community_welcomestep_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_contributionpicture
    ADD CONSTRAINT contribution_picture_once UNIQUE (contribution_id, upload_id);
ALTER TABLE ONLY public.programs_contributionversion
    ADD CONSTRAINT contribution_version_once UNIQUE (contribution_id, number);
ALTER TABLE ONLY public.metrics_daycut
    ADD CONSTRAINT day_cut_once UNIQUE NULLS NOT DISTINCT (day, space_id, stage, level, source);
ALTER TABLE ONLY public.community_decisionversion
    ADD CONSTRAINT decision_version_once UNIQUE (decision_id, version);
ALTER TABLE ONLY public.members_deedtimes
    ADD CONSTRAINT deed_times_once UNIQUE (verb, member_id);
ALTER TABLE ONLY public.community_deflection
    ADD CONSTRAINT deflection_once UNIQUE (member_id, draft);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);
ALTER TABLE ONLY public.community_draft
    ADD CONSTRAINT draft_once UNIQUE (member_id, key);
ALTER TABLE ONLY public.members_earned
    ADD CONSTRAINT earned_once_for_a_thing UNIQUE (giver_id, kind, thing_id);
ALTER TABLE ONLY public.moderation_effect
    ADD CONSTRAINT effect_once UNIQUE (decision_id, kind);
ALTER TABLE ONLY public.metrics_factkind
    ADD CONSTRAINT fact_kind_once UNIQUE (source_id, folded);
ALTER TABLE ONLY public.community_formerplace
    ADD CONSTRAINT former_place_once UNIQUE (thread_id, number);
ALTER TABLE ONLY public.members_groupmembership
    ADD CONSTRAINT group_membership_once UNIQUE (group_id, member_id);
ALTER TABLE ONLY public.community_guideeditor
    ADD CONSTRAINT guide_editor_once UNIQUE (guide_id, member_id);
ALTER TABLE ONLY public.community_guidelink
    ADD CONSTRAINT guide_link_once UNIQUE (guide_id, thread_id);
ALTER TABLE ONLY public.community_guiderevision
    ADD CONSTRAINT guide_revision_once UNIQUE (guide_id, version);
ALTER TABLE ONLY public.community_guidevote
    ADD CONSTRAINT guide_vote_of_member_once UNIQUE (guide_id, member_id);
ALTER TABLE ONLY public.moderation_acceptance
    ADD CONSTRAINT guidelines_accepted_once UNIQUE (member_id, guidelines_id);
ALTER TABLE ONLY public.community_helpask
    ADD CONSTRAINT help_asked_once UNIQUE (thread_id, member_id);
ALTER TABLE ONLY public.members_icebreakeranswer
    ADD CONSTRAINT ice_breaker_answered_once UNIQUE (member_id, breaker_id);
ALTER TABLE ONLY public.members_icebreaker
    ADD CONSTRAINT ice_breaker_place_once UNIQUE ("position") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_run
    ADD CONSTRAINT journey_begun_once UNIQUE (journey_id, member_id, cause);
ALTER TABLE ONLY public.members_passed
    ADD CONSTRAINT journey_step_once UNIQUE (run_id, step);
ALTER TABLE ONLY public.members_journeystop
    ADD CONSTRAINT journey_stop_once UNIQUE NULLS NOT DISTINCT (member_id, journey_id);
ALTER TABLE ONLY public.members_journeyversion
    ADD CONSTRAINT journey_version_once UNIQUE (journey_id, number);
ALTER TABLE ONLY public.metrics_look
    ADD CONSTRAINT look_day_once UNIQUE (plan_id, day);
ALTER TABLE ONLY public.metrics_look
    ADD CONSTRAINT look_number_once UNIQUE (plan_id, number);
ALTER TABLE ONLY public.members_mailitem
    ADD CONSTRAINT mail_item_once UNIQUE (member_id, activity_id);
ALTER TABLE ONLY public.metrics_memberday
    ADD CONSTRAINT member_day_once UNIQUE NULLS NOT DISTINCT (day, member_id, space_id);
ALTER TABLE ONLY public.members_accountletter
    ADD CONSTRAINT members_accountletter_key_key UNIQUE (key);
ALTER TABLE ONLY public.members_accountletter
    ADD CONSTRAINT members_accountletter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_activity
    ADD CONSTRAINT members_activity_pkey PRIMARY KEY (id, at);
ALTER TABLE ONLY public.members_activity_default
    ADD CONSTRAINT members_activity_default_pkey PRIMARY KEY (id, at);
ALTER TABLE ONLY public.members_ambassador
    ADD CONSTRAINT members_ambassador_grant_id_key UNIQUE (grant_id);
ALTER TABLE ONLY public.members_ambassador
    ADD CONSTRAINT members_ambassador_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_ambassadorapplication
    ADD CONSTRAINT members_ambassadorapplication_nomination_id_key UNIQUE (nomination_id);
ALTER TABLE ONLY public.members_ambassadorapplication
    ADD CONSTRAINT members_ambassadorapplication_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_ambassadorprogramme
    ADD CONSTRAINT members_ambassadorprogramme_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_application
    ADD CONSTRAINT members_application_invitation_id_key UNIQUE (invitation_id);
ALTER TABLE ONLY public.members_application
    ADD CONSTRAINT members_application_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_assignment
    ADD CONSTRAINT members_assignment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_badge
    ADD CONSTRAINT members_badge_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_badge
    ADD CONSTRAINT members_badge_slug_key UNIQUE (slug);
ALTER TABLE ONLY public.members_badgeaward
    ADD CONSTRAINT members_badgeaward_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_checkin
    ADD CONSTRAINT members_checkin_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_dataexport
    ADD CONSTRAINT members_dataexport_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_dataexport
    ADD CONSTRAINT members_dataexport_secret_key UNIQUE (secret);
ALTER TABLE ONLY public.members_deedtimes
    ADD CONSTRAINT members_deedtimes_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_digest
    ADD CONSTRAINT members_digest_key_key UNIQUE (key);
ALTER TABLE ONLY public.members_digest
    ADD CONSTRAINT members_digest_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_digest
    ADD CONSTRAINT members_digest_token_key UNIQUE (token);
ALTER TABLE ONLY public.members_digestchoice
    ADD CONSTRAINT members_digestchoice_pkey PRIMARY KEY (member_id);
ALTER TABLE ONLY public.members_digestnote
    ADD CONSTRAINT members_digestnote_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_digestplan
    ADD CONSTRAINT members_digestplan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_duty
    ADD CONSTRAINT members_duty_key_key UNIQUE (key);
ALTER TABLE ONLY public.members_duty
    ADD CONSTRAINT members_duty_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_earned
    ADD CONSTRAINT members_earned_activity_id_key UNIQUE (activity_id);
ALTER TABLE ONLY public.members_earned
    ADD CONSTRAINT members_earned_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_experiment
    ADD CONSTRAINT members_experiment_key_key UNIQUE (key);
ALTER TABLE ONLY public.members_experiment
    ADD CONSTRAINT members_experiment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_formerhandle
    ADD CONSTRAINT members_formerhandle_handle_key UNIQUE (handle);
ALTER TABLE ONLY public.members_formerhandle
    ADD CONSTRAINT members_formerhandle_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_group
    ADD CONSTRAINT members_group_name_key UNIQUE (name);
ALTER TABLE ONLY public.members_group
    ADD CONSTRAINT members_group_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_group
    ADD CONSTRAINT members_group_slug_key UNIQUE (slug);
ALTER TABLE ONLY public.members_groupapplication
    ADD CONSTRAINT members_groupapplication_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_groupbar
    ADD CONSTRAINT members_groupbar_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_groupinvitation
    ADD CONSTRAINT members_groupinvitation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_groupmembership
    ADD CONSTRAINT members_groupmembership_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_icebreaker
    ADD CONSTRAINT members_icebreaker_key_key UNIQUE (key);
ALTER TABLE ONLY public.members_icebreaker
    ADD CONSTRAINT members_icebreaker_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_icebreakeranswer
    ADD CONSTRAINT members_icebreakeranswer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_incomingmail
    ADD CONSTRAINT members_incomingmail_key_key UNIQUE (key);
ALTER TABLE ONLY public.members_incomingmail
    ADD CONSTRAINT members_incomingmail_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_installation
    ADD CONSTRAINT members_installation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_invitation
    ADD CONSTRAINT members_invitation_code_key UNIQUE (code);
ALTER TABLE ONLY public.members_invitation
    ADD CONSTRAINT members_invitation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_invitation
    ADD CONSTRAINT members_invitation_used_by_id_key UNIQUE (used_by_id);
ALTER TABLE ONLY public.members_invitationbatch
    ADD CONSTRAINT members_invitationbatch_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_journey
    ADD CONSTRAINT members_journey_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_journeycall
    ADD CONSTRAINT members_journeycall_key_key UNIQUE (key);
ALTER TABLE ONLY public.members_journeycall
    ADD CONSTRAINT members_journeycall_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_journeymessage
    ADD CONSTRAINT members_journeymessage_key_key UNIQUE (key);
ALTER TABLE ONLY public.members_journeymessage
    ADD CONSTRAINT members_journeymessage_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_journeymessage
    ADD CONSTRAINT members_journeymessage_token_key UNIQUE (token);
ALTER TABLE ONLY public.members_journeystop
    ADD CONSTRAINT members_journeystop_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_journeyversion
    ADD CONSTRAINT members_journeyversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_kitfile
    ADD CONSTRAINT members_kitfile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_kitfile
    ADD CONSTRAINT members_kitfile_secret_key UNIQUE (secret);
ALTER TABLE ONLY public.members_leaving
    ADD CONSTRAINT members_leaving_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_levelgrant
    ADD CONSTRAINT members_levelgrant_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_levelmove
    ADD CONSTRAINT members_levelmove_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_levelrule
    ADD CONSTRAINT members_levelrule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_levelstanding
    ADD CONSTRAINT members_levelstanding_member_id_key UNIQUE (member_id);
ALTER TABLE ONLY public.members_levelstanding
    ADD CONSTRAINT members_levelstanding_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_mail
    ADD CONSTRAINT members_mail_key_key UNIQUE (key);
ALTER TABLE ONLY public.members_mail
    ADD CONSTRAINT members_mail_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_mail
    ADD CONSTRAINT members_mail_token_key UNIQUE (token);
ALTER TABLE ONLY public.members_mailitem
    ADD CONSTRAINT members_mailitem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_mailstop
    ADD CONSTRAINT members_mailstop_pkey PRIMARY KEY (member_id);
ALTER TABLE ONLY public.members_member
    ADD CONSTRAINT members_member_handle_key UNIQUE (handle);
ALTER TABLE ONLY public.members_member
    ADD CONSTRAINT members_member_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_mentor
    ADD CONSTRAINT members_mentor_pkey PRIMARY KEY (member_id);
ALTER TABLE ONLY public.members_mentoringrules
    ADD CONSTRAINT members_mentoringrules_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_mentorship
    ADD CONSTRAINT members_mentorship_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_message
    ADD CONSTRAINT members_message_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_messagepicture
    ADD CONSTRAINT members_messagepicture_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_messagepicture
    ADD CONSTRAINT members_messagepicture_upload_id_key UNIQUE (upload_id);
ALTER TABLE ONLY public.members_messagereport
    ADD CONSTRAINT members_messagereport_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_nomination
    ADD CONSTRAINT members_nomination_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_notification
    ADD CONSTRAINT members_notification_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_passed
    ADD CONSTRAINT members_passed_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_preference
    ADD CONSTRAINT members_preference_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_push
    ADD CONSTRAINT members_push_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_pushdevice
    ADD CONSTRAINT members_pushdevice_endpoint_key UNIQUE (endpoint);
ALTER TABLE ONLY public.members_pushdevice
    ADD CONSTRAINT members_pushdevice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_pushitem
    ADD CONSTRAINT members_pushitem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_pushkeys
    ADD CONSTRAINT members_pushkeys_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_pushsending
    ADD CONSTRAINT members_pushsending_key_key UNIQUE (key);
ALTER TABLE ONLY public.members_pushsending
    ADD CONSTRAINT members_pushsending_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_quiethours
    ADD CONSTRAINT members_quiethours_pkey PRIMARY KEY (member_id);
ALTER TABLE ONLY public.members_receipt
    ADD CONSTRAINT members_receipt_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_receiver
    ADD CONSTRAINT members_receiver_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_referral
    ADD CONSTRAINT members_referral_member_id_key UNIQUE (member_id);
ALTER TABLE ONLY public.members_referral
    ADD CONSTRAINT members_referral_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_referrallink
    ADD CONSTRAINT members_referrallink_code_key UNIQUE (code);
ALTER TABLE ONLY public.members_referrallink
    ADD CONSTRAINT members_referrallink_member_id_key UNIQUE (member_id);
ALTER TABLE ONLY public.members_referrallink
    ADD CONSTRAINT members_referrallink_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_reviewnote
    ADD CONSTRAINT members_reviewnote_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_reviewquestion
    ADD CONSTRAINT members_reviewquestion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_run
    ADD CONSTRAINT members_run_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_scoring
    ADD CONSTRAINT members_scoring_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_segment
    ADD CONSTRAINT members_segment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_spending
    ADD CONSTRAINT members_spending_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_stagechoice
    ADD CONSTRAINT members_stagechoice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_stagerule
    ADD CONSTRAINT members_stagerule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_stagerule
    ADD CONSTRAINT members_stagerule_stage_key UNIQUE (stage);
ALTER TABLE ONLY public.members_standing
    ADD CONSTRAINT members_standing_pkey PRIMARY KEY (member_id);
ALTER TABLE ONLY public.members_summedup
    ADD CONSTRAINT members_summedup_pkey PRIMARY KEY (verb);
ALTER TABLE ONLY public.members_talk
    ADD CONSTRAINT members_talk_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_talkseat
    ADD CONSTRAINT members_talkseat_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_thanks
    ADD CONSTRAINT members_thanks_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_unreachable
    ADD CONSTRAINT members_unreachable_pkey PRIMARY KEY (member_id);
ALTER TABLE ONLY public.members_variant
    ADD CONSTRAINT members_variant_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.metrics_memo
    ADD CONSTRAINT memo_once_a_week UNIQUE (member_id, week);
ALTER TABLE ONLY public.members_mentorship
    ADD CONSTRAINT mentor_asked_once UNIQUE (newcomer_id, mentor_id);
ALTER TABLE ONLY public.members_messagereport
    ADD CONSTRAINT message_report_once UNIQUE (message_id, reporter_id);
ALTER TABLE ONLY public.metrics_arrival
    ADD CONSTRAINT metrics_arrival_pkey PRIMARY KEY (member_id);
ALTER TABLE ONLY public.metrics_daycut
    ADD CONSTRAINT metrics_daycut_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.metrics_effect
    ADD CONSTRAINT metrics_effect_pkey PRIMARY KEY (occurrence_id);
ALTER TABLE ONLY public.metrics_factfile
    ADD CONSTRAINT metrics_factfile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.metrics_factkind
    ADD CONSTRAINT metrics_factkind_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.metrics_finding
    ADD CONSTRAINT metrics_finding_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.metrics_funnelstart
    ADD CONSTRAINT metrics_funnelstart_key_key UNIQUE (key);
ALTER TABLE ONLY public.metrics_funnelstart
    ADD CONSTRAINT metrics_funnelstart_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.metrics_healthkey
    ADD CONSTRAINT metrics_healthkey_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.metrics_logseen
    ADD CONSTRAINT metrics_logseen_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.metrics_look
    ADD CONSTRAINT metrics_look_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.metrics_measurerule
    ADD CONSTRAINT metrics_measurerule_measure_key UNIQUE (measure);
ALTER TABLE ONLY public.metrics_measurerule
    ADD CONSTRAINT metrics_measurerule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.metrics_memberday
    ADD CONSTRAINT metrics_memberday_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.metrics_memo
    ADD CONSTRAINT metrics_memo_key_key UNIQUE (key);
ALTER TABLE ONLY public.metrics_memo
    ADD CONSTRAINT metrics_memo_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.metrics_memochoice
    ADD CONSTRAINT metrics_memochoice_pkey PRIMARY KEY (member_id);
ALTER TABLE ONLY public.metrics_moodweek
    ADD CONSTRAINT metrics_moodweek_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.metrics_opening
    ADD CONSTRAINT metrics_opening_pkey PRIMARY KEY (thread_id);
ALTER TABLE ONLY public.metrics_outsidefact
    ADD CONSTRAINT metrics_outsidefact_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.metrics_outsidesource
    ADD CONSTRAINT metrics_outsidesource_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.metrics_plan
    ADD CONSTRAINT metrics_plan_experiment_id_key UNIQUE (experiment_id);
ALTER TABLE ONLY public.metrics_plan
    ADD CONSTRAINT metrics_plan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.metrics_result
    ADD CONSTRAINT metrics_result_look_id_key UNIQUE (look_id);
ALTER TABLE ONLY public.metrics_result
    ADD CONSTRAINT metrics_result_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.metrics_result
    ADD CONSTRAINT metrics_result_plan_id_key UNIQUE (plan_id);
ALTER TABLE ONLY public.metrics_rolledday
    ADD CONSTRAINT metrics_rolledday_pkey PRIMARY KEY (day);
ALTER TABLE ONLY public.metrics_score
    ADD CONSTRAINT metrics_score_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.metrics_toneday
    ADD CONSTRAINT metrics_toneday_pkey PRIMARY KEY (day);
ALTER TABLE ONLY public.metrics_visitcounting
    ADD CONSTRAINT metrics_visitcounting_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.metrics_visitday
    ADD CONSTRAINT metrics_visitday_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.metrics_watch
    ADD CONSTRAINT metrics_watch_pkey PRIMARY KEY (kind);
ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_acceptance
    ADD CONSTRAINT moderation_acceptance_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_actingrule
    ADD CONSTRAINT moderation_actingrule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_appeal
    ADD CONSTRAINT moderation_appeal_decision_id_key UNIQUE (decision_id);
ALTER TABLE ONLY public.moderation_appeal
    ADD CONSTRAINT moderation_appeal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_appealmessage
    ADD CONSTRAINT moderation_appealmessage_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_away
    ADD CONSTRAINT moderation_away_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_backtest
    ADD CONSTRAINT moderation_backtest_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_barredaddress
    ADD CONSTRAINT moderation_barredaddress_digest_key UNIQUE (digest);
ALTER TABLE ONLY public.moderation_barredaddress
    ADD CONSTRAINT moderation_barredaddress_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_case
    ADD CONSTRAINT moderation_case_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_caselook
    ADD CONSTRAINT moderation_caselook_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_casenote
    ADD CONSTRAINT moderation_casenote_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_decision
    ADD CONSTRAINT moderation_decision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_effect
    ADD CONSTRAINT moderation_effect_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_entry
    ADD CONSTRAINT moderation_entry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_escalation
    ADD CONSTRAINT moderation_escalation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_escalationcall
    ADD CONSTRAINT moderation_escalationcall_key_key UNIQUE (key);
ALTER TABLE ONLY public.moderation_escalationcall
    ADD CONSTRAINT moderation_escalationcall_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_firstposts
    ADD CONSTRAINT moderation_firstposts_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_guidelines
    ADD CONSTRAINT moderation_guidelines_number_key UNIQUE (number);
ALTER TABLE ONLY public.moderation_guidelines
    ADD CONSTRAINT moderation_guidelines_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_handover
    ADD CONSTRAINT moderation_handover_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_handover
    ADD CONSTRAINT moderation_handover_shift_id_key UNIQUE (shift_id);
ALTER TABLE ONLY public.moderation_hit
    ADD CONSTRAINT moderation_hit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_knowndomain
    ADD CONSTRAINT moderation_knowndomain_pkey PRIMARY KEY (domain);
ALTER TABLE ONLY public.moderation_ladderstep
    ADD CONSTRAINT moderation_ladderstep_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_ladderstep
    ADD CONSTRAINT moderation_ladderstep_place_key UNIQUE (place);
ALTER TABLE ONLY public.moderation_monthofnumbers
    ADD CONSTRAINT moderation_monthofnumbers_month_key UNIQUE (month);
ALTER TABLE ONLY public.moderation_monthofnumbers
    ADD CONSTRAINT moderation_monthofnumbers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_personnote
    ADD CONSTRAINT moderation_personnote_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_replytemplate
    ADD CONSTRAINT moderation_replytemplate_key_key UNIQUE (key);
ALTER TABLE ONLY public.moderation_replytemplate
    ADD CONSTRAINT moderation_replytemplate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_report
    ADD CONSTRAINT moderation_report_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_rotasettings
    ADD CONSTRAINT moderation_rotasettings_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_rule
    ADD CONSTRAINT moderation_rule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_ruleversion
    ADD CONSTRAINT moderation_ruleversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_rung
    ADD CONSTRAINT moderation_rung_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_sanction
    ADD CONSTRAINT moderation_sanction_decision_id_key UNIQUE (decision_id);
ALTER TABLE ONLY public.moderation_sanction
    ADD CONSTRAINT moderation_sanction_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_severealert
    ADD CONSTRAINT moderation_severealert_case_id_key UNIQUE (case_id);
ALTER TABLE ONLY public.moderation_severealert
    ADD CONSTRAINT moderation_severealert_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_shift
    ADD CONSTRAINT moderation_shift_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_shiftpattern
    ADD CONSTRAINT moderation_shiftpattern_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_statementletter
    ADD CONSTRAINT moderation_statementletter_key_key UNIQUE (key);
ALTER TABLE ONLY public.moderation_statementletter
    ADD CONSTRAINT moderation_statementletter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_strike
    ADD CONSTRAINT moderation_strike_decision_id_key UNIQUE (decision_id);
ALTER TABLE ONLY public.moderation_strike
    ADD CONSTRAINT moderation_strike_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_takeback
    ADD CONSTRAINT moderation_takeback_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_transparencyreport
    ADD CONSTRAINT moderation_transparencyreport_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.moderation_vouch
    ADD CONSTRAINT moderation_vouch_member_id_key UNIQUE (member_id);
ALTER TABLE ONLY public.moderation_vouch
    ADD CONSTRAINT moderation_vouch_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.metrics_moodweek
    ADD CONSTRAINT mood_week_once UNIQUE NULLS NOT DISTINCT (day, space_id);
ALTER TABLE ONLY public.programs_namedsheet
    ADD CONSTRAINT named_sheet_once UNIQUE (occurrence_id, member_id);
ALTER TABLE ONLY public.programs_occurrence
    ADD CONSTRAINT occurrence_once UNIQUE (program_id, day);
ALTER TABLE ONLY public.metrics_outsidefact
    ADD CONSTRAINT outside_fact_once UNIQUE (kind_id, who, day);
ALTER TABLE ONLY public.metrics_outsidesource
    ADD CONSTRAINT outside_source_named_once UNIQUE (folded);
ALTER TABLE ONLY public.programs_pilotanswer
    ADD CONSTRAINT pilot_answer_once UNIQUE NULLS NOT DISTINCT (seat_id, task_id);
ALTER TABLE ONLY public.programs_pilotseat
    ADD CONSTRAINT pilot_seat_once UNIQUE (occurrence_id, member_id);
ALTER TABLE ONLY public.community_polloption
    ADD CONSTRAINT poll_option_place_once UNIQUE (poll_id, place);
ALTER TABLE ONLY public.community_polloption
    ADD CONSTRAINT poll_option_text_once UNIQUE (poll_id, text);
ALTER TABLE ONLY public.community_pollvote
    ADD CONSTRAINT poll_vote_once UNIQUE (poll_id, member_id);
ALTER TABLE ONLY public.community_postlink
    ADD CONSTRAINT post_link_once UNIQUE (post_id, thread_id, number, is_quote);
ALTER TABLE ONLY public.community_post
    ADD CONSTRAINT post_number_once UNIQUE (thread_id, number);
ALTER TABLE ONLY public.members_preference
    ADD CONSTRAINT preference_once UNIQUE (member_id, setting);
ALTER TABLE ONLY public.community_previewuse
    ADD CONSTRAINT preview_use_once UNIQUE (post_id, preview_id);
ALTER TABLE ONLY public.programs_amaanswer
    ADD CONSTRAINT programs_amaanswer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_amaanswerversion
    ADD CONSTRAINT programs_amaanswerversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_amafollowup
    ADD CONSTRAINT programs_amafollowup_duty_id_key UNIQUE (duty_id);
ALTER TABLE ONLY public.programs_amafollowup
    ADD CONSTRAINT programs_amafollowup_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_amahelper
    ADD CONSTRAINT programs_amahelper_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_amaplan
    ADD CONSTRAINT programs_amaplan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_amaplan
    ADD CONSTRAINT programs_amaplan_program_id_key UNIQUE (program_id);
ALTER TABLE ONLY public.programs_amaquestion
    ADD CONSTRAINT programs_amaquestion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_amarecap
    ADD CONSTRAINT programs_amarecap_occurrence_id_key UNIQUE (occurrence_id);
ALTER TABLE ONLY public.programs_amarecap
    ADD CONSTRAINT programs_amarecap_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_amavote
    ADD CONSTRAINT programs_amavote_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_asked
    ADD CONSTRAINT programs_asked_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_attendance
    ADD CONSTRAINT programs_attendance_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_banktext
    ADD CONSTRAINT programs_banktext_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_calendarkey
    ADD CONSTRAINT programs_calendarkey_member_id_key UNIQUE (member_id);
ALTER TABLE ONLY public.programs_calendarkey
    ADD CONSTRAINT programs_calendarkey_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_calendarsettings
    ADD CONSTRAINT programs_calendarsettings_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_calleditor
    ADD CONSTRAINT programs_calleditor_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_callplan
    ADD CONSTRAINT programs_callplan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_callplan
    ADD CONSTRAINT programs_callplan_program_id_key UNIQUE (program_id);
ALTER TABLE ONLY public.programs_celebration
    ADD CONSTRAINT programs_celebration_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_celebrationrule
    ADD CONSTRAINT programs_celebrationrule_pkey PRIMARY KEY (what);
ALTER TABLE ONLY public.programs_challenge
    ADD CONSTRAINT programs_challenge_occurrence_id_key UNIQUE (occurrence_id);
ALTER TABLE ONLY public.programs_challenge
    ADD CONSTRAINT programs_challenge_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_challengeentry
    ADD CONSTRAINT programs_challengeentry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_challengejudge
    ADD CONSTRAINT programs_challengejudge_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_challengeplan
    ADD CONSTRAINT programs_challengeplan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_challengeplan
    ADD CONSTRAINT programs_challengeplan_program_id_key UNIQUE (program_id);
ALTER TABLE ONLY public.programs_challengeresult
    ADD CONSTRAINT programs_challengeresult_challenge_id_key UNIQUE (challenge_id);
ALTER TABLE ONLY public.programs_challengeresult
    ADD CONSTRAINT programs_challengeresult_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_challengesheet
    ADD CONSTRAINT programs_challengesheet_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_challengevote
    ADD CONSTRAINT programs_challengevote_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_challengewinner
    ADD CONSTRAINT programs_challengewinner_entry_id_key UNIQUE (entry_id);
ALTER TABLE ONLY public.programs_challengewinner
    ADD CONSTRAINT programs_challengewinner_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_check
    ADD CONSTRAINT programs_check_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_checkitem
    ADD CONSTRAINT programs_checkitem_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_contribution
    ADD CONSTRAINT programs_contribution_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_contributionpicture
    ADD CONSTRAINT programs_contributionpicture_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_contributionstep
    ADD CONSTRAINT programs_contributionstep_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_contributionversion
    ADD CONSTRAINT programs_contributionversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_eventday
    ADD CONSTRAINT programs_eventday_pkey PRIMARY KEY (occurrence_id);
ALTER TABLE ONLY public.programs_eventmessage
    ADD CONSTRAINT programs_eventmessage_key_key UNIQUE (key);
ALTER TABLE ONLY public.programs_eventmessage
    ADD CONSTRAINT programs_eventmessage_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_eventplan
    ADD CONSTRAINT programs_eventplan_pkey PRIMARY KEY (program_id);
ALTER TABLE ONLY public.programs_feedback
    ADD CONSTRAINT programs_feedback_occurrence_id_key UNIQUE (occurrence_id);
ALTER TABLE ONLY public.programs_feedback
    ADD CONSTRAINT programs_feedback_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_feedbackline
    ADD CONSTRAINT programs_feedbackline_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_followup
    ADD CONSTRAINT programs_followup_duty_id_key UNIQUE (duty_id);
ALTER TABLE ONLY public.programs_followup
    ADD CONSTRAINT programs_followup_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_namedsheet
    ADD CONSTRAINT programs_namedsheet_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_newsletterchoice
    ADD CONSTRAINT programs_newsletterchoice_pkey PRIMARY KEY (member_id);
ALTER TABLE ONLY public.programs_newsletterissue
    ADD CONSTRAINT programs_newsletterissue_occurrence_id_key UNIQUE (occurrence_id);
ALTER TABLE ONLY public.programs_newsletterissue
    ADD CONSTRAINT programs_newsletterissue_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_newsletterletter
    ADD CONSTRAINT programs_newsletterletter_key_key UNIQUE (key);
ALTER TABLE ONLY public.programs_newsletterletter
    ADD CONSTRAINT programs_newsletterletter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_newsletterpart
    ADD CONSTRAINT programs_newsletterpart_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_newsletterplan
    ADD CONSTRAINT programs_newsletterplan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_newsletterplan
    ADD CONSTRAINT programs_newsletterplan_program_id_key UNIQUE (program_id);
ALTER TABLE ONLY public.programs_occurrence
    ADD CONSTRAINT programs_occurrence_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_offer
    ADD CONSTRAINT programs_offer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_pilot
    ADD CONSTRAINT programs_pilot_pkey PRIMARY KEY (occurrence_id);
ALTER TABLE ONLY public.programs_pilotanswer
    ADD CONSTRAINT programs_pilotanswer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_pilotplan
    ADD CONSTRAINT programs_pilotplan_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_pilotplan
    ADD CONSTRAINT programs_pilotplan_program_id_key UNIQUE (program_id);
ALTER TABLE ONLY public.programs_pilotseat
    ADD CONSTRAINT programs_pilotseat_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_pilottask
    ADD CONSTRAINT programs_pilottask_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_program
    ADD CONSTRAINT programs_program_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_quietweek
    ADD CONSTRAINT programs_quietweek_monday_key UNIQUE (monday);
ALTER TABLE ONLY public.programs_quietweek
    ADD CONSTRAINT programs_quietweek_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_round
    ADD CONSTRAINT programs_round_occurrence_id_key UNIQUE (occurrence_id);
ALTER TABLE ONLY public.programs_round
    ADD CONSTRAINT programs_round_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_sheet
    ADD CONSTRAINT programs_sheet_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_spotlight
    ADD CONSTRAINT programs_spotlight_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_spotlightversion
    ADD CONSTRAINT programs_spotlightversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_step
    ADD CONSTRAINT programs_step_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_survey
    ADD CONSTRAINT programs_survey_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_survey
    ADD CONSTRAINT programs_survey_program_id_key UNIQUE (program_id);
ALTER TABLE ONLY public.programs_surveyrules
    ADD CONSTRAINT programs_surveyrules_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_tally
    ADD CONSTRAINT programs_tally_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programs_turn
    ADD CONSTRAINT programs_turn_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.members_pushitem
    ADD CONSTRAINT push_item_once UNIQUE (member_id, activity_id);
ALTER TABLE ONLY public.community_reaction
    ADD CONSTRAINT reaction_once UNIQUE (post_id, member_id, emoji);
ALTER TABLE ONLY public.community_reading
    ADD CONSTRAINT reading_once UNIQUE (member_id, thread_id);
ALTER TABLE ONLY public.members_receipt
    ADD CONSTRAINT receipt_once UNIQUE (activity_id, subscriber);
ALTER TABLE ONLY public.members_reviewnote
    ADD CONSTRAINT review_note_once UNIQUE (application_id, author_id);
ALTER TABLE ONLY public.community_revision
    ADD CONSTRAINT revision_version_once UNIQUE (post_id, version);
ALTER TABLE ONLY public.community_routing
    ADD CONSTRAINT routing_once UNIQUE (thread_id, hours);
ALTER TABLE ONLY public.moderation_rule
    ADD CONSTRAINT rule_key_once UNIQUE (guidelines_id, key);
ALTER TABLE ONLY public.moderation_rule
    ADD CONSTRAINT rule_number_once UNIQUE (guidelines_id, number);
ALTER TABLE ONLY public.moderation_ruleversion
    ADD CONSTRAINT rule_version_once UNIQUE (rule_id, number);
ALTER TABLE ONLY public.community_savedsearch
    ADD CONSTRAINT saved_search_name_once UNIQUE (member_id, name);
ALTER TABLE ONLY public.community_savedsearch
    ADD CONSTRAINT saved_search_query_once UNIQUE (member_id, query);
ALTER TABLE ONLY public.metrics_score
    ADD CONSTRAINT score_once UNIQUE NULLS NOT DISTINCT (measure, days, space_id, day);
ALTER TABLE ONLY public.community_searchdocument
    ADD CONSTRAINT search_document_once UNIQUE (kind, object_id);
ALTER TABLE ONLY public.community_searchnews
    ADD CONSTRAINT search_news_once_a_day UNIQUE (saved_id, day);
ALTER TABLE ONLY public.moderation_shift
    ADD CONSTRAINT shift_of_pattern_once UNIQUE (pattern_id, day);
ALTER TABLE ONLY public.community_silence
    ADD CONSTRAINT silence_once UNIQUE (member_id, other_id);
ALTER TABLE ONLY public.community_spacehost
    ADD CONSTRAINT space_host_once UNIQUE (space_id, member_id);
ALTER TABLE ONLY public.programs_spotlightversion
    ADD CONSTRAINT spotlight_version_once UNIQUE (spotlight_id, edition);
ALTER TABLE ONLY public.programs_step
    ADD CONSTRAINT step_once UNIQUE (occurrence_id, key);
ALTER TABLE ONLY public.community_suggestion
    ADD CONSTRAINT suggestion_once UNIQUE (thread_id, canonical_id);
ALTER TABLE ONLY public.programs_tally
    ADD CONSTRAINT survey_tally_once UNIQUE (round_id, part);
ALTER TABLE ONLY public.members_talkseat
    ADD CONSTRAINT talk_seat_once UNIQUE (talk_id, member_id);
ALTER TABLE ONLY public.community_threadtimer
    ADD CONSTRAINT thread_timer_once UNIQUE (thread_id, act);
ALTER TABLE ONLY public.moderation_transparencyreport
    ADD CONSTRAINT transparency_report_once UNIQUE (year, number);
ALTER TABLE ONLY public.programs_turn
    ADD CONSTRAINT turn_once UNIQUE (program_id, member_id);
ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_session_key_key UNIQUE (session_key);
ALTER TABLE ONLY public.members_variant
    ADD CONSTRAINT variant_once UNIQUE (experiment_id, key);
ALTER TABLE ONLY public.metrics_visitday
    ADD CONSTRAINT visit_day_once UNIQUE NULLS NOT DISTINCT (day, space_id);
ALTER TABLE ONLY public.community_vote
    ADD CONSTRAINT vote_once UNIQUE (thread_id, member_id);
ALTER TABLE ONLY public.community_welcomestep
    ADD CONSTRAINT welcome_step_once UNIQUE (member_id, action);
CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);
CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);
CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);
CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);
CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);
CREATE INDEX account_letter_due ON public.members_accountletter USING btree (retry_at) WHERE ((dropped_at IS NULL) AND (sent_at IS NULL));
CREATE INDEX activity_actor ON ONLY public.members_activity USING btree (actor_id, at);
CREATE INDEX activity_subject ON ONLY public.members_activity USING btree (subject_type, subject_id);
CREATE INDEX activity_undispatched ON ONLY public.members_activity USING btree (id) WHERE (dispatched_at IS NULL);
CREATE INDEX activity_verb_actor ON ONLY public.members_activity USING btree (verb, at) INCLUDE (actor_id);
CREATE UNIQUE INDEX ama_answer_submission_once ON public.programs_amaanswer USING btree (author_id, submission) WHERE (NOT ((submission)::text = ''::text));
CREATE UNIQUE INDEX ama_one_on_at_a_time ON public.programs_amaquestion USING btree (occurrence_id) WHERE (answering_at IS NOT NULL);
CREATE INDEX ama_question_by_author ON public.programs_amaquestion USING btree (author_id, asked_at DESC);
CREATE INDEX ama_question_wanted ON public.programs_amaquestion USING btree (occurrence_id, votes_count DESC);
CREATE UNIQUE INDEX ama_submission_once ON public.programs_amaquestion USING btree (occurrence_id, submission) WHERE (NOT ((submission)::text = ''::text));
CREATE UNIQUE INDEX ambassador_once ON public.members_ambassador USING btree (member_id) WHERE (left_at IS NULL);
CREATE INDEX appeal_decided ON public.moderation_appeal USING btree (decided_at);
CREATE UNIQUE INDEX appeal_message_once ON public.moderation_appealmessage USING btree (appeal_id, submission) WHERE (NOT ((submission)::text = ''::text));
CREATE UNIQUE INDEX application_one_open_per_email ON public.members_application USING btree (lower((email)::text)) WHERE (decided_at IS NULL);
CREATE INDEX arrival_day ON public.metrics_arrival USING btree (day);
CREATE INDEX asked_lately ON public.programs_asked USING btree (member_id, day DESC);
CREATE INDEX attendance_in_order ON public.programs_attendance USING btree (occurrence_id, asked_at, id);
CREATE INDEX attendance_of_member ON public.programs_attendance USING btree (member_id, occurrence_id);
CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);
CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);
CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);
CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);
CREATE INDEX back_test_of_version ON public.moderation_backtest USING btree (version_id, asked_at DESC);
CREATE INDEX badge_award_latest ON public.members_badgeaward USING btree (badge_id, awarded_at DESC);
CREATE UNIQUE INDEX badge_name_once ON public.members_badge USING btree (lower((name)::text)) WHERE (retired_at IS NULL);
CREATE INDEX bank_text_next ON public.programs_banktext USING btree (program_id, said_at, place);
CREATE INDEX bookmark_latest ON public.community_bookmark USING btree (member_id, kept_at DESC, id DESC) WHERE (removed_at IS NULL);
CREATE INDEX bookmark_removed ON public.community_bookmark USING btree (removed_at) WHERE (removed_at IS NOT NULL);
CREATE INDEX case_about ON public.moderation_case USING btree (about_id, id DESC);
CREATE INDEX case_assigned ON public.moderation_case USING btree (assigned_to_id) WHERE (closed_at IS NULL);
CREATE INDEX case_claimed ON public.moderation_case USING btree (claimed_by_id) WHERE (closed_at IS NULL);
CREATE INDEX case_done ON public.moderation_case USING btree (closed_at DESC, id DESC) WHERE (closed_at IS NOT NULL);
CREATE INDEX case_looked_at ON public.moderation_case USING btree (first_looked_at);
CREATE INDEX case_next_by_source ON public.moderation_case USING btree (source, due_at, id) WHERE (closed_at IS NULL);
CREATE INDEX case_next_due ON public.moderation_case USING btree (due_at, id) WHERE (closed_at IS NULL);
CREATE INDEX case_of_thing ON public.moderation_case USING btree (subject_type, subject_id);
CREATE UNIQUE INDEX case_open_once ON public.moderation_case USING btree (subject_type, subject_id) WHERE (closed_at IS NULL);
CREATE UNIQUE INDEX celebrated_once_a_day ON public.programs_celebration USING btree (member_id, day) WHERE is_public;
CREATE INDEX celebration_latest ON public.programs_celebration USING btree (at DESC) WHERE is_public;
CREATE UNIQUE INDEX challenge_check_in_once_a_day ON public.programs_challengeentry USING btree (challenge_id, author_id, day) WHERE ((day IS NOT NULL) AND (withdrawn_at IS NULL));
CREATE UNIQUE INDEX challenge_submission_once ON public.programs_challengeentry USING btree (challenge_id, author_id, submission) WHERE (NOT ((submission)::text = ''::text));
CREATE INDEX chat_line_by_author ON public.community_chatline USING btree (author_id, created_at DESC);
CREATE INDEX chat_line_of_room ON public.community_chatline USING btree (room_id, id);
CREATE UNIQUE INDEX chat_line_submission_once ON public.community_chatline USING btree (author_id, submission) WHERE (NOT ((submission)::text = ''::text));
CREATE INDEX chat_room_of_space ON public.community_chatroom USING btree (space_id, active_at DESC, id DESC);
CREATE INDEX chat_room_quiet ON public.community_chatroom USING btree (active_at) WHERE (rested_at IS NULL);
CREATE INDEX chat_seat_level ON public.community_chatseat USING btree (room_id, level);
CREATE INDEX check_in_due ON public.members_checkin USING btree (due_at) WHERE (done_at IS NULL);
CREATE UNIQUE INDEX check_item_once ON public.programs_checkitem USING btree (program_id, words) WHERE (retired_at IS NULL);
CREATE UNIQUE INDEX check_one_open ON public.community_answercheck USING btree (post_id) WHERE ((verdict)::text = ''::text);
CREATE INDEX community_answercheck_by_id_51d919da ON public.community_answercheck USING btree (by_id);
CREATE INDEX community_answercheck_post_id_830ca4c0 ON public.community_answercheck USING btree (post_id);
CREATE INDEX community_answercheck_thread_id_b1116d7a ON public.community_answercheck USING btree (thread_id);
CREATE INDEX community_bookmark_post_id_162c847e ON public.community_bookmark USING btree (post_id);
CREATE INDEX community_chatline_deleted_by_id_bfa7a3ae ON public.community_chatline USING btree (deleted_by_id);
CREATE INDEX community_chatline_hidden_by_id_a2a409cb ON public.community_chatline USING btree (hidden_by_id);
CREATE INDEX community_chatline_stretch_id_2edcfb2a ON public.community_chatline USING btree (stretch_id);
CREATE INDEX community_chatlineversion_line_id_e93fad64 ON public.community_chatlineversion USING btree (line_id);
CREATE INDEX community_chatroom_author_id_720dc0f4 ON public.community_chatroom USING btree (author_id);
CREATE INDEX community_chatroom_rested_by_id_2a853110 ON public.community_chatroom USING btree (rested_by_id);
CREATE INDEX community_chatstretch_made_by_id_65f238a2 ON public.community_chatstretch USING btree (made_by_id);
CREATE INDEX community_chatstretch_thread_id_0f68ade1 ON public.community_chatstretch USING btree (thread_id);
CREATE INDEX community_decision_by_id_42f624ad ON public.community_decision USING btree (by_id);
CREATE INDEX community_decisionversion_by_id_7b7469b4 ON public.community_decisionversion USING btree (by_id);
CREATE INDEX community_decisionversion_decision_id_233ed14c ON public.community_decisionversion USING btree (decision_id);
CREATE INDEX community_deflection_member_id_998fe88e ON public.community_deflection USING btree (member_id);
CREATE INDEX community_deflection_thread_id_049a0688 ON public.community_deflection USING btree (thread_id);
CREATE INDEX community_draft_member_id_0a9c6c25 ON public.community_draft USING btree (member_id);
CREATE INDEX community_draft_space_id_66b0bfd1 ON public.community_draft USING btree (space_id);
CREATE INDEX community_follow_member_id_cd548560 ON public.community_follow USING btree (member_id);
CREATE INDEX community_follow_person_id_72876a74 ON public.community_follow USING btree (person_id);
CREATE INDEX community_follow_space_id_e1b36fc7 ON public.community_follow USING btree (space_id);
CREATE INDEX community_follow_thread_id_210e50cc ON public.community_follow USING btree (thread_id);
CREATE INDEX community_formerguideslug_guide_id_b0be113f ON public.community_formerguideslug USING btree (guide_id);
CREATE INDEX community_formerguideslug_slug_9d0bf866_like ON public.community_formerguideslug USING btree (slug varchar_pattern_ops);
CREATE INDEX community_formerplace_post_id_a3cd8da6 ON public.community_formerplace USING btree (post_id);
CREATE INDEX community_formerplace_thread_id_79616cff ON public.community_formerplace USING btree (thread_id);
CREATE INDEX community_formerslug_slug_b3323826_like ON public.community_formerslug USING btree (slug varchar_pattern_ops);
CREATE INDEX community_formerslug_space_id_f32ec317 ON public.community_formerslug USING btree (space_id);
CREATE INDEX community_guide_checked_by_id_52671898 ON public.community_guide USING btree (checked_by_id);
CREATE INDEX community_guide_created_by_id_57b363c3 ON public.community_guide USING btree (created_by_id);
CREATE INDEX community_guide_edited_by_id_6fe2ec88 ON public.community_guide USING btree (edited_by_id);
CREATE INDEX community_guide_hidden_by_id_9e0b8740 ON public.community_guide USING btree (hidden_by_id);
CREATE INDEX community_guide_owner_id_ac1d7737 ON public.community_guide USING btree (owner_id);
CREATE INDEX community_guide_published_by_id_b558b735 ON public.community_guide USING btree (published_by_id);
CREATE INDEX community_guide_retired_by_id_cfe3435e ON public.community_guide USING btree (retired_by_id);
CREATE INDEX community_guide_review_asked_by_id_0acc37a9 ON public.community_guide USING btree (review_asked_by_id);
CREATE INDEX community_guide_slug_bf3c24d1_like ON public.community_guide USING btree (slug varchar_pattern_ops);
CREATE INDEX community_guide_space_id_69ff99b3 ON public.community_guide USING btree (space_id);
CREATE INDEX community_guide_thread_id_beb7e7b4 ON public.community_guide USING btree (thread_id);
CREATE INDEX community_guideeditor_guide_id_cbbe5469 ON public.community_guideeditor USING btree (guide_id);
CREATE INDEX community_guideeditor_member_id_c6c110d2 ON public.community_guideeditor USING btree (member_id);
CREATE INDEX community_guidelink_guide_id_19975f12 ON public.community_guidelink USING btree (guide_id);
CREATE INDEX community_guidelink_thread_id_ad76462c ON public.community_guidelink USING btree (thread_id);
CREATE INDEX community_guiderevision_author_id_617225b1 ON public.community_guiderevision USING btree (author_id);
CREATE INDEX community_guiderevision_guide_id_6407c503 ON public.community_guiderevision USING btree (guide_id);
CREATE INDEX community_guidesource_guide_id_bd79adb3 ON public.community_guidesource USING btree (guide_id);
CREATE INDEX community_guidesource_post_id_296f4a46 ON public.community_guidesource USING btree (post_id);
CREATE INDEX community_guidesource_thread_id_b1f70e13 ON public.community_guidesource USING btree (thread_id);
CREATE INDEX community_guidestep_by_id_354e777d ON public.community_guidestep USING btree (by_id);
CREATE INDEX community_guidestep_guide_id_fea30e81 ON public.community_guidestep USING btree (guide_id);
CREATE INDEX community_guidevote_guide_id_31a55f10 ON public.community_guidevote USING btree (guide_id);
CREATE INDEX community_guidevote_member_id_1ae6c5bd ON public.community_guidevote USING btree (member_id);
CREATE INDEX community_helpask_by_id_084b08ad ON public.community_helpask USING btree (by_id);
CREATE INDEX community_helpask_member_id_f4e66990 ON public.community_helpask USING btree (member_id);
CREATE INDEX community_helpask_thread_id_1decd432 ON public.community_helpask USING btree (thread_id);
CREATE INDEX community_poll_closed_by_id_47690156 ON public.community_poll USING btree (closed_by_id);
CREATE INDEX community_polloption_poll_id_ab2fdf9f ON public.community_polloption USING btree (poll_id);
CREATE INDEX community_pollvote_member_id_de8a14a9 ON public.community_pollvote USING btree (member_id);
CREATE INDEX community_pollvote_poll_id_d10833bf ON public.community_pollvote USING btree (poll_id);
CREATE INDEX community_post_author_id_a6c5f564 ON public.community_post USING btree (author_id);
CREATE INDEX community_post_deleted_by_id_bd715afd ON public.community_post USING btree (deleted_by_id);
CREATE INDEX community_post_edited_by_id_83ab3f93 ON public.community_post USING btree (edited_by_id);
CREATE INDEX community_post_hidden_by_id_cf5aaefc ON public.community_post USING btree (hidden_by_id);
CREATE INDEX community_post_reply_to_id_21ee7b05 ON public.community_post USING btree (reply_to_id);
CREATE INDEX community_post_thread_id_67d7c63c ON public.community_post USING btree (thread_id);
CREATE INDEX community_postlink_post_id_0ba9addb ON public.community_postlink USING btree (post_id);
CREATE INDEX community_postlink_thread_id_cebc6b40 ON public.community_postlink USING btree (thread_id);
CREATE INDEX community_preview_address_3a928880_like ON public.community_preview USING btree (address varchar_pattern_ops);
CREATE INDEX community_previewuse_post_id_6929ee2e ON public.community_previewuse USING btree (post_id);
CREATE INDEX community_previewuse_preview_id_e729e6f0 ON public.community_previewuse USING btree (preview_id);
CREATE INDEX community_previewuse_removed_by_id_6033271a ON public.community_previewuse USING btree (removed_by_id);
CREATE INDEX community_reaction_post_id_d280acb9 ON public.community_reaction USING btree (post_id);
CREATE INDEX community_reading_member_id_fad9c772 ON public.community_reading USING btree (member_id);
CREATE INDEX community_reading_thread_id_7c77fa55 ON public.community_reading USING btree (thread_id);
CREATE INDEX community_reminder_bookmark_id_36007f3f ON public.community_reminder USING btree (bookmark_id);
CREATE INDEX community_revision_author_id_1896126b ON public.community_revision USING btree (author_id);
CREATE INDEX community_revision_post_id_3afc3304 ON public.community_revision USING btree (post_id);
CREATE INDEX community_routing_thread_id_b9805dcc ON public.community_routing USING btree (thread_id);
CREATE INDEX community_savedsearch_member_id_34be874a ON public.community_savedsearch USING btree (member_id);
CREATE INDEX community_searchdocument_thread_id_c5e069a4 ON public.community_searchdocument USING btree (thread_id);
CREATE INDEX community_searchnews_saved_id_f061ddfd ON public.community_searchnews USING btree (saved_id);
CREATE INDEX community_searchversion_kind_0c8ac312_like ON public.community_searchversion USING btree (kind varchar_pattern_ops);
CREATE INDEX community_searchword_word_54392b67_like ON public.community_searchword USING btree (word varchar_pattern_ops);
CREATE INDEX community_silence_member_id_08569ae6 ON public.community_silence USING btree (member_id);
CREATE INDEX community_silence_other_id_fa1ab30e ON public.community_silence USING btree (other_id);
CREATE INDEX community_space_archived_by_id_27a0bd9f ON public.community_space USING btree (archived_by_id);
CREATE INDEX community_space_deleted_by_id_86ee6512 ON public.community_space USING btree (deleted_by_id);
CREATE INDEX community_space_group_id_08e3615b ON public.community_space USING btree (group_id);
CREATE INDEX community_space_parent_id_de5ca9d8 ON public.community_space USING btree (parent_id);
CREATE INDEX community_space_slug_bc03fe35_like ON public.community_space USING btree (slug varchar_pattern_ops);
CREATE INDEX community_spacehost_member_id_763a0780 ON public.community_spacehost USING btree (member_id);
CREATE INDEX community_spacehost_space_id_fd22eff7 ON public.community_spacehost USING btree (space_id);
CREATE INDEX community_statuschange_by_id_b62c2ae4 ON public.community_statuschange USING btree (by_id);
CREATE INDEX community_statuschange_thread_id_542a07ed ON public.community_statuschange USING btree (thread_id);
CREATE INDEX community_suggestion_by_id_70707e9a ON public.community_suggestion USING btree (by_id);
CREATE INDEX community_suggestion_canonical_id_d5858502 ON public.community_suggestion USING btree (canonical_id);
CREATE INDEX community_suggestion_thread_id_18fa5977 ON public.community_suggestion USING btree (thread_id);
CREATE INDEX community_tag_name_fbe307aa_like ON public.community_tag USING btree (name varchar_pattern_ops);
CREATE INDEX community_tag_retired_by_id_e16a049d ON public.community_tag USING btree (retired_by_id);
CREATE INDEX community_tag_synonym_of_id_17c88359 ON public.community_tag USING btree (synonym_of_id);
CREATE INDEX community_thread_answer_id_fb24c56e ON public.community_thread USING btree (answer_id);
CREATE INDEX community_thread_answered_by_id_b3f99ffd ON public.community_thread USING btree (answered_by_id);
CREATE INDEX community_thread_archived_by_id_920e0959 ON public.community_thread USING btree (archived_by_id);
CREATE INDEX community_thread_author_id_8cd7c473 ON public.community_thread USING btree (author_id);
CREATE INDEX community_thread_closed_by_id_1e355b43 ON public.community_thread USING btree (closed_by_id);
CREATE INDEX community_thread_deleted_by_id_fb1f2b1d ON public.community_thread USING btree (deleted_by_id);
CREATE INDEX community_thread_merged_by_id_2d74eb2c ON public.community_thread USING btree (merged_by_id);
CREATE INDEX community_thread_merged_into_id_9268f0fe ON public.community_thread USING btree (merged_into_id);
CREATE INDEX community_thread_pinned_by_id_fa5670e0 ON public.community_thread USING btree (pinned_by_id);
CREATE INDEX community_thread_space_id_3aa09681 ON public.community_thread USING btree (space_id);
CREATE INDEX community_threadtimer_set_by_id_e45e690d ON public.community_threadtimer USING btree (set_by_id);
CREATE INDEX community_threadtimer_thread_id_cc1e6b8d ON public.community_threadtimer USING btree (thread_id);
CREATE INDEX community_turn_member_id_c049e42a ON public.community_turn USING btree (member_id);
CREATE INDEX community_unfoundsearch_words_8805dcb5_like ON public.community_unfoundsearch USING btree (words varchar_pattern_ops);
CREATE INDEX community_upload_guide_id_816f994b ON public.community_upload USING btree (guide_id);
CREATE INDEX community_upload_owner_id_2040aad6 ON public.community_upload USING btree (owner_id);
CREATE INDEX community_upload_post_id_a6227766 ON public.community_upload USING btree (post_id);
CREATE INDEX community_vote_came_from_id_fc1a2abd ON public.community_vote USING btree (came_from_id);
CREATE INDEX community_vote_member_id_5a0c3c37 ON public.community_vote USING btree (member_id);
CREATE INDEX community_vote_thread_id_9679b670 ON public.community_vote USING btree (thread_id);
CREATE INDEX community_welcomerules_intro_space_id_ebd50c8b ON public.community_welcomerules USING btree (intro_space_id);
CREATE INDEX community_welcomestep_guide_id_e7e198b9 ON public.community_welcomestep USING btree (guide_id);
CREATE INDEX community_welcomestep_member_id_1aa7d6d5 ON public.community_welcomestep USING btree (member_id);
CREATE INDEX community_welcomestep_thread_id_f9bb683f ON public.community_welcomestep USING btree (thread_id);
CREATE INDEX contribution_of_call ON public.programs_contribution USING btree (occurrence_id, state, sent_at);
CREATE UNIQUE INDEX contribution_submission_once ON public.programs_contribution USING btree (author_id, submission) WHERE (NOT ((submission)::text = ''::text));
CREATE INDEX data_export_due ON public.members_dataexport USING btree (retry_at) WHERE ((failed_at IS NULL) AND (ready_at IS NULL));
CREATE INDEX data_export_latest ON public.members_dataexport USING btree (member_id, asked_at DESC);
CREATE UNIQUE INDEX data_export_one_at_a_time ON public.members_dataexport USING btree (member_id) WHERE ((failed_at IS NULL) AND (ready_at IS NULL));
CREATE INDEX day_cut_in ON public.metrics_daycut USING btree (space_id, day);
CREATE INDEX decision_about ON public.moderation_decision USING btree (about_id, decided_at DESC);
CREATE INDEX decision_by ON public.moderation_decision USING btree (decided_by_id, decided_at DESC);
CREATE INDEX decision_joined ON public.moderation_decision USING btree (joined_to_id) WHERE (joined_to_id IS NOT NULL);
CREATE INDEX decision_latest ON public.moderation_decision USING btree (decided_at DESC);
CREATE INDEX decision_letter_due ON public.moderation_decision USING btree (letter_at) WHERE (letter_at IS NOT NULL);
CREATE INDEX decision_newest ON public.community_decision USING btree (decided_at DESC, id DESC);
CREATE UNIQUE INDEX decision_one_stands ON public.moderation_decision USING btree (case_id) WHERE ((declined_at IS NULL) AND (reversed_at IS NULL) AND (undone_at IS NULL));
CREATE INDEX decision_precedent ON public.moderation_decision USING btree (rule_id, content, person);
CREATE UNIQUE INDEX decision_submission_once ON public.moderation_decision USING btree (case_id, submission) WHERE (NOT ((submission)::text = ''::text));
CREATE INDEX decision_waits ON public.moderation_decision USING btree (case_id) WHERE ((declined_at IS NULL) AND (in_force_at IS NULL) AND (reversed_at IS NULL) AND (undone_at IS NULL));
CREATE INDEX deflection_newest ON public.community_deflection USING btree (at DESC);
CREATE INDEX digest_due ON public.members_digest USING btree (retry_at) WHERE ((chosen_at IS NOT NULL) AND (dropped_at IS NULL) AND (sent_at IS NULL));
CREATE INDEX digest_of_member ON public.members_digest USING btree (member_id, week DESC);
CREATE UNIQUE INDEX digest_once_a_week ON public.members_digest USING btree (member_id, week) WHERE (NOT is_test);
CREATE INDEX digest_waiting ON public.members_digest USING btree (id) WHERE ((chosen_at IS NULL) AND (dropped_at IS NULL) AND (sent_at IS NULL));
CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);
CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);
CREATE INDEX draft_oldest ON public.community_draft USING btree (saved_at);
CREATE INDEX duty_done ON public.members_duty USING btree (done_at DESC) WHERE (done_at IS NOT NULL);
CREATE INDEX duty_of_thread ON public.members_duty USING btree (thread_id) WHERE (done_at IS NULL);
CREATE INDEX duty_open ON public.members_duty USING btree (due_at) WHERE (done_at IS NULL);
CREATE INDEX duty_settled_by ON public.members_duty USING btree (settled_by) WHERE (settled_by IS NOT NULL);
CREATE INDEX earned_at ON public.members_earned USING btree (at);
CREATE INDEX earned_latest ON public.members_earned USING btree (member_id, at DESC);
CREATE INDEX entry_about ON public.moderation_entry USING btree (member_id, id);
CREATE INDEX entry_act ON public.moderation_entry USING btree (act, at);
CREATE INDEX entry_by ON public.moderation_entry USING btree (actor_id, id);
CREATE INDEX entry_of_case ON public.moderation_entry USING btree (case_id, id);
CREATE INDEX entry_of_space ON public.moderation_entry USING btree (space_id, case_id) WHERE ((NOT is_private) AND (space_id IS NOT NULL));
CREATE INDEX escalation_call_due ON public.moderation_escalationcall USING btree (retry_at) WHERE ((dropped_at IS NULL) AND (sent_at IS NULL));
CREATE UNIQUE INDEX escalation_once ON public.moderation_escalation USING btree (case_id, matter) WHERE ((acknowledged_at IS NULL) AND (lapsed_at IS NULL));
CREATE INDEX escalation_waiting ON public.moderation_escalation USING btree (due_at) WHERE ((acknowledged_at IS NULL) AND (lapsed_at IS NULL));
CREATE UNIQUE INDEX feedback_thread_once ON public.programs_feedbackline USING btree (feedback_id, thread_id, source) WHERE (thread_id IS NOT NULL);
CREATE INDEX finding_closed ON public.metrics_finding USING btree (closed_at DESC, id DESC) WHERE (closed_at IS NOT NULL);
CREATE INDEX finding_of ON public.metrics_finding USING btree (space_id, kind);
CREATE UNIQUE INDEX finding_open_once ON public.metrics_finding USING btree (kind, space_id) NULLS NOT DISTINCT WHERE (closed_at IS NULL);
CREATE INDEX follow_of_person ON public.community_follow USING btree (person_id, level) WHERE (person_id IS NOT NULL);
CREATE INDEX follow_of_space ON public.community_follow USING btree (space_id, level) WHERE (space_id IS NOT NULL);
CREATE INDEX follow_of_tag ON public.community_follow USING btree (tag, level) WHERE (NOT ((tag)::text = ''::text));
CREATE INDEX follow_of_thread ON public.community_follow USING btree (thread_id, level) WHERE (thread_id IS NOT NULL);
CREATE UNIQUE INDEX follow_person_once ON public.community_follow USING btree (member_id, person_id) WHERE (person_id IS NOT NULL);
CREATE UNIQUE INDEX follow_space_once ON public.community_follow USING btree (member_id, space_id) WHERE (space_id IS NOT NULL);
CREATE UNIQUE INDEX follow_tag_once ON public.community_follow USING btree (member_id, tag) WHERE (NOT ((tag)::text = ''::text));
CREATE UNIQUE INDEX follow_thread_once ON public.community_follow USING btree (member_id, thread_id) WHERE (thread_id IS NOT NULL);
CREATE UNIQUE INDEX group_application_one_open ON public.members_groupapplication USING btree (group_id, member_id) WHERE ((accepted_at IS NULL) AND (declined_at IS NULL) AND (withdrawn_at IS NULL));
CREATE UNIQUE INDEX group_bar_once ON public.members_groupbar USING btree (group_id, member_id) WHERE (lifted_at IS NULL);
CREATE UNIQUE INDEX group_invitation_one_open ON public.members_groupinvitation USING btree (group_id, member_id) WHERE ((accepted_at IS NULL) AND (declined_at IS NULL) AND (withdrawn_at IS NULL));
CREATE INDEX guide_in_space ON public.community_guide USING btree (space_id, published_at DESC);
CREATE INDEX guide_newest ON public.community_guide USING btree (published_at DESC, id DESC);
CREATE UNIQUE INDEX guide_stale_once ON public.community_guidestep USING btree (guide_id, due_on) WHERE ((what)::text = 'stale'::text);
CREATE UNIQUE INDEX guide_submission_once ON public.community_guide USING btree (created_by_id, submission) WHERE (NOT ((submission)::text = ''::text));
CREATE INDEX guide_to_check ON public.community_guide USING btree (check_by) WHERE ((published_at IS NOT NULL) AND (retired_at IS NULL));
CREATE UNIQUE INDEX guide_vote_of_visitor_once ON public.community_guidevote USING btree (guide_id, visitor) WHERE (NOT ((visitor)::text = ''::text));
CREATE INDEX hand_over_latest ON public.moderation_handover USING btree (at DESC);
CREATE UNIQUE INDEX health_key_named_once ON public.metrics_healthkey USING btree (lower((name)::text)) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX health_key_once ON public.metrics_healthkey USING btree (key_digest) WHERE (NOT ((key_digest)::text = ''::text));
CREATE INDEX help_of_member ON public.community_helpask USING btree (member_id, at DESC);
CREATE INDEX hit_by_origin ON public.moderation_hit USING btree (origin, id DESC);
CREATE INDEX hit_of_thing ON public.moderation_hit USING btree (subject_type, subject_id, id DESC);
CREATE INDEX hit_of_version ON public.moderation_hit USING btree (version_id, id DESC);
CREATE INDEX incoming_mail_due ON public.members_incomingmail USING btree (retry_at) WHERE ((dropped_at IS NULL) AND (sent_at IS NULL));
CREATE UNIQUE INDEX invitation_once_in_a_batch ON public.members_invitation USING btree (batch_id, lower((email)::text)) WHERE (NOT ((email)::text = ''::text));
CREATE INDEX journey_call_due ON public.members_journeycall USING btree (retry_at) WHERE ((dropped_at IS NULL) AND (sent_at IS NULL));
CREATE INDEX journey_due ON public.members_run USING btree (due_at) WHERE (ended_at IS NULL);
CREATE INDEX journey_message_budget ON public.members_journeymessage USING btree (member_id, created_at);
CREATE INDEX journey_message_due ON public.members_journeymessage USING btree (retry_at) WHERE ((dropped_at IS NULL) AND (sent_at IS NULL));
CREATE UNIQUE INDEX journey_name_once ON public.members_journey USING btree (lower((name)::text)) WHERE (archived_at IS NULL);
CREATE UNIQUE INDEX journey_one_way_at_once ON public.members_run USING btree (journey_id, member_id) WHERE ((ended_at IS NULL) AND (NOT is_test));
CREATE INDEX journey_waits ON public.members_run USING btree (member_id, waits_for) WHERE ((ended_at IS NULL) AND (NOT ((waits_for)::text = ''::text)));
CREATE INDEX journey_who_is_where ON public.members_run USING btree (journey_id, step) WHERE (ended_at IS NULL);
CREATE INDEX leaving_due ON public.members_leaving USING btree (due_at) WHERE ((done_at IS NULL) AND (returned_at IS NULL));
CREATE UNIQUE INDEX leaving_one_at_a_time ON public.members_leaving USING btree (number) WHERE ((done_at IS NULL) AND (returned_at IS NULL));
CREATE UNIQUE INDEX level_grant_once ON public.members_levelgrant USING btree (member_id, step) WHERE (ended_at IS NULL);
CREATE INDEX level_move_latest ON public.members_levelmove USING btree (member_id, at DESC);
CREATE INDEX level_rule_latest ON public.members_levelrule USING btree (step, begins_at DESC);
CREATE INDEX line_mentioned ON public.community_chatline USING gin (mentioned);
CREATE INDEX mail_due ON public.members_mail USING btree (retry_at) WHERE ((dropped_at IS NULL) AND (sent_at IS NULL));
CREATE INDEX mail_item_over_budget ON public.members_mailitem USING btree (member_id, wait_until) WHERE ((mail_id IS NULL) AND (over_budget_at IS NOT NULL));
CREATE INDEX mail_item_waiting ON public.members_mailitem USING btree (at) WHERE ((mail_id IS NULL) AND (over_budget_at IS NULL));
CREATE INDEX mail_of_member ON public.members_mail USING btree (member_id, created_at DESC);
CREATE INDEX member_by_name ON public.members_member USING btree (lower((name)::text), id);
CREATE INDEX member_day_in ON public.metrics_memberday USING btree (space_id, day) INCLUDE (member_id);
CREATE INDEX member_day_of ON public.metrics_memberday USING btree (member_id, day);
CREATE UNIQUE INDEX member_email_once ON public.members_member USING btree (lower((email)::text));
CREATE INDEX member_hidden ON public.members_member USING btree (profile_hidden_at) WHERE (profile_hidden_at IS NOT NULL);
CREATE INDEX member_newest ON public.members_member USING btree (joined_at DESC);
CREATE INDEX members_accountletter_key_2686c0a5_like ON public.members_accountletter USING btree (key varchar_pattern_ops);
CREATE INDEX members_activity_default_actor_id_at_idx ON public.members_activity_default USING btree (actor_id, at);
CREATE INDEX members_activity_default_id_idx ON public.members_activity_default USING btree (id) WHERE (dispatched_at IS NULL);
CREATE INDEX members_activity_default_subject_type_subject_id_idx ON public.members_activity_default USING btree (subject_type, subject_id);
CREATE INDEX members_activity_default_verb_actor ON public.members_activity_default USING btree (verb, at) INCLUDE (actor_id);
CREATE INDEX members_ambassador_member_id_047e90f3 ON public.members_ambassador USING btree (member_id);
CREATE INDEX members_ambassadorprogramme_group_id_45413ebf ON public.members_ambassadorprogramme USING btree (group_id);
CREATE INDEX members_application_decided_by_id_d3495fb8 ON public.members_application USING btree (decided_by_id);
CREATE INDEX members_application_referrer_id_010cff76 ON public.members_application USING btree (referrer_id);
CREATE INDEX members_assignment_experiment_id_3b5cc03e ON public.members_assignment USING btree (experiment_id);
CREATE INDEX members_assignment_member_id_9a2e98c6 ON public.members_assignment USING btree (member_id);
CREATE INDEX members_assignment_variant_id_c1dd2607 ON public.members_assignment USING btree (variant_id);
CREATE INDEX members_badge_segment_id_87a5acc7 ON public.members_badge USING btree (segment_id);
CREATE INDEX members_badge_slug_0d244c32_like ON public.members_badge USING btree (slug varchar_pattern_ops);
CREATE INDEX members_badgeaward_awarded_by_id_511d2e5d ON public.members_badgeaward USING btree (awarded_by_id);
CREATE INDEX members_badgeaward_badge_id_82a1715a ON public.members_badgeaward USING btree (badge_id);
CREATE INDEX members_badgeaward_member_id_7a3667be ON public.members_badgeaward USING btree (member_id);
CREATE INDEX members_checkin_mentorship_id_ea83a14e ON public.members_checkin USING btree (mentorship_id);
CREATE INDEX members_dataexport_secret_afc52f72_like ON public.members_dataexport USING btree (secret varchar_pattern_ops);
CREATE INDEX members_deedtimes_member_id_d268a4b8 ON public.members_deedtimes USING btree (member_id);
CREATE INDEX members_digest_key_b3cdfdfe_like ON public.members_digest USING btree (key varchar_pattern_ops);
CREATE INDEX members_digest_token_cb039d11_like ON public.members_digest USING btree (token varchar_pattern_ops);
CREATE INDEX members_duty_key_080387aa_like ON public.members_duty USING btree (key varchar_pattern_ops);
CREATE INDEX members_duty_member_id_c87cd32e ON public.members_duty USING btree (member_id);
CREATE INDEX members_duty_owner_id_1b6b362a ON public.members_duty USING btree (owner_id);
CREATE INDEX members_experiment_key_ec283b68_like ON public.members_experiment USING btree (key varchar_pattern_ops);
CREATE INDEX members_experiment_segment_id_e1da50ed ON public.members_experiment USING btree (segment_id);
CREATE INDEX members_formerhandle_handle_0abb1b56_like ON public.members_formerhandle USING btree (handle varchar_pattern_ops);
CREATE INDEX members_formerhandle_member_id_e8e40ce4 ON public.members_formerhandle USING btree (member_id);
CREATE INDEX members_group_name_e8f9e1a3_like ON public.members_group USING btree (name varchar_pattern_ops);
CREATE INDEX members_group_slug_4767a373_like ON public.members_group USING btree (slug varchar_pattern_ops);
CREATE INDEX members_groupapplication_decided_by_id_13475d1d ON public.members_groupapplication USING btree (decided_by_id);
CREATE INDEX members_groupapplication_group_id_5dfb3f60 ON public.members_groupapplication USING btree (group_id);
CREATE INDEX members_groupapplication_member_id_39a2c0e3 ON public.members_groupapplication USING btree (member_id);
CREATE INDEX members_groupbar_barred_by_id_385e0c1c ON public.members_groupbar USING btree (barred_by_id);
CREATE INDEX members_groupbar_group_id_9bbcc33c ON public.members_groupbar USING btree (group_id);
CREATE INDEX members_groupbar_lifted_by_id_c40727c1 ON public.members_groupbar USING btree (lifted_by_id);
CREATE INDEX members_groupbar_member_id_9f708fd6 ON public.members_groupbar USING btree (member_id);
CREATE INDEX members_groupinvitation_group_id_5f25824d ON public.members_groupinvitation USING btree (group_id);
CREATE INDEX members_groupinvitation_inviter_id_f5c0e9c4 ON public.members_groupinvitation USING btree (inviter_id);
CREATE INDEX members_groupinvitation_member_id_8da43698 ON public.members_groupinvitation USING btree (member_id);
CREATE INDEX members_groupinvitation_withdrawn_by_id_46646326 ON public.members_groupinvitation USING btree (withdrawn_by_id);
CREATE INDEX members_groupmembership_group_id_0f0b2f87 ON public.members_groupmembership USING btree (group_id);
CREATE INDEX members_groupmembership_member_id_8e07cdf0 ON public.members_groupmembership USING btree (member_id);
CREATE INDEX members_icebreaker_key_9579d521_like ON public.members_icebreaker USING btree (key varchar_pattern_ops);
CREATE INDEX members_icebreakeranswer_breaker_id_087f7044 ON public.members_icebreakeranswer USING btree (breaker_id);
CREATE INDEX members_incomingmail_key_4e00ac25_like ON public.members_incomingmail USING btree (key varchar_pattern_ops);
CREATE INDEX members_invitation_batch_id_880119e2 ON public.members_invitation USING btree (batch_id);
CREATE INDEX members_invitation_code_baec30b6_like ON public.members_invitation USING btree (code varchar_pattern_ops);
CREATE INDEX members_invitation_inviter_id_e78e6b76 ON public.members_invitation USING btree (inviter_id);
CREATE INDEX members_invitation_withdrawn_by_id_227cc1a4 ON public.members_invitation USING btree (withdrawn_by_id);
CREATE INDEX members_invitationbatch_badge_id_73b5b2d2 ON public.members_invitationbatch USING btree (badge_id);
CREATE INDEX members_invitationbatch_group_id_f74dd59e ON public.members_invitationbatch USING btree (group_id);
CREATE INDEX members_invitationbatch_made_by_id_4cff0cbe ON public.members_invitationbatch USING btree (made_by_id);
CREATE INDEX members_journeycall_key_ffe25acb_like ON public.members_journeycall USING btree (key varchar_pattern_ops);
CREATE INDEX members_journeycall_receiver_id_92affa9d ON public.members_journeycall USING btree (receiver_id);
CREATE INDEX members_journeycall_run_id_7af7fd5e ON public.members_journeycall USING btree (run_id);
CREATE INDEX members_journeymessage_key_35ab9643_like ON public.members_journeymessage USING btree (key varchar_pattern_ops);
CREATE INDEX members_journeymessage_run_id_b11b5baf ON public.members_journeymessage USING btree (run_id);
CREATE INDEX members_journeymessage_token_7a11aac1_like ON public.members_journeymessage USING btree (token varchar_pattern_ops);
CREATE INDEX members_journeystop_journey_id_d7e2dcfe ON public.members_journeystop USING btree (journey_id);
CREATE INDEX members_journeystop_member_id_e2f9919a ON public.members_journeystop USING btree (member_id);
CREATE INDEX members_journeyversion_journey_id_0ab209ed ON public.members_journeyversion USING btree (journey_id);
CREATE INDEX members_kitfile_secret_0668face_like ON public.members_kitfile USING btree (secret varchar_pattern_ops);
CREATE INDEX members_leaving_asked_by_id_b8cb2b0d ON public.members_leaving USING btree (asked_by_id);
CREATE INDEX members_leaving_member_id_4c030b11 ON public.members_leaving USING btree (member_id);
CREATE INDEX members_levelgrant_member_id_39480a34 ON public.members_levelgrant USING btree (member_id);
CREATE INDEX members_levelmove_member_id_c997cd19 ON public.members_levelmove USING btree (member_id);
CREATE INDEX members_mail_key_dc8503f8_like ON public.members_mail USING btree (key varchar_pattern_ops);
CREATE INDEX members_mail_token_6d740dff_like ON public.members_mail USING btree (token varchar_pattern_ops);
CREATE INDEX members_mailitem_mail_id_754fac16 ON public.members_mailitem USING btree (mail_id);
CREATE INDEX members_mailitem_notification_id_5750d00b ON public.members_mailitem USING btree (notification_id);
CREATE INDEX members_member_handle_a3ace3cf_like ON public.members_member USING btree (handle varchar_pattern_ops);
CREATE INDEX members_mentoringrules_group_id_f0715e71 ON public.members_mentoringrules USING btree (group_id);
CREATE INDEX members_mentorship_mentor_id_8e84382d ON public.members_mentorship USING btree (mentor_id);
CREATE INDEX members_mentorship_newcomer_id_88f858e2 ON public.members_mentorship USING btree (newcomer_id);
CREATE INDEX members_message_about_id_9aed5b69 ON public.members_message USING btree (about_id);
CREATE INDEX members_message_hidden_by_id_518a9a58 ON public.members_message USING btree (hidden_by_id);
CREATE INDEX members_messagereport_author_id_c3cbd079 ON public.members_messagereport USING btree (author_id);
CREATE INDEX members_messagereport_closed_by_id_c382b48c ON public.members_messagereport USING btree (closed_by_id);
CREATE INDEX members_messagereport_message_id_a3a3a08b ON public.members_messagereport USING btree (message_id);
CREATE INDEX members_messagereport_reporter_id_5e42a047 ON public.members_messagereport USING btree (reporter_id);
CREATE INDEX members_nomination_made_by_id_d55f8a56 ON public.members_nomination USING btree (made_by_id);
CREATE INDEX members_nomination_member_id_98e3cfe7 ON public.members_nomination USING btree (member_id);
CREATE INDEX members_pushdevice_endpoint_e52fb86f_like ON public.members_pushdevice USING btree (endpoint varchar_pattern_ops);
CREATE INDEX members_pushdevice_member_id_2f976d08 ON public.members_pushdevice USING btree (member_id);
CREATE INDEX members_pushitem_push_id_7ac1e43e ON public.members_pushitem USING btree (push_id);
CREATE INDEX members_pushsending_device_id_66b58716 ON public.members_pushsending USING btree (device_id);
CREATE INDEX members_pushsending_key_523d124e_like ON public.members_pushsending USING btree (key varchar_pattern_ops);
CREATE INDEX members_pushsending_push_id_1393a529 ON public.members_pushsending USING btree (push_id);
CREATE INDEX members_referral_referrer_id_729c510b ON public.members_referral USING btree (referrer_id);
CREATE INDEX members_referrallink_code_997d3baa_like ON public.members_referrallink USING btree (code varchar_pattern_ops);
CREATE INDEX members_reviewnote_application_id_95aa02ff ON public.members_reviewnote USING btree (application_id);
CREATE INDEX members_reviewquestion_application_id_db682e81 ON public.members_reviewquestion USING btree (application_id);
CREATE INDEX members_run_member_id_7f806d08 ON public.members_run USING btree (member_id);
CREATE INDEX members_run_version_id_2a557fde ON public.members_run USING btree (version_id);
CREATE INDEX members_spending_ambassador_id_060310b9 ON public.members_spending USING btree (ambassador_id);
CREATE INDEX members_stagechoice_member_id_3478a059 ON public.members_stagechoice USING btree (member_id);
CREATE INDEX members_stagerule_segment_id_d91709f8 ON public.members_stagerule USING btree (segment_id);
CREATE INDEX members_stagerule_stage_2c6a222f_like ON public.members_stagerule USING btree (stage varchar_pattern_ops);
CREATE INDEX members_summedup_verb_67308d9a_like ON public.members_summedup USING btree (verb varchar_pattern_ops);
CREATE INDEX members_talk_begun_by_id_c685309e ON public.members_talk USING btree (begun_by_id);
CREATE INDEX members_talkseat_added_by_id_c112e0a4 ON public.members_talkseat USING btree (added_by_id);
CREATE INDEX members_thanks_at_5127f301 ON public.members_thanks USING btree (at);
CREATE INDEX members_thanks_giver_id_63f4d5e1 ON public.members_thanks USING btree (giver_id);
CREATE INDEX members_variant_experiment_id_4bbf3019 ON public.members_variant USING btree (experiment_id);
CREATE INDEX members_variant_key_b0a2cc97 ON public.members_variant USING btree (key);
CREATE INDEX members_variant_key_b0a2cc97_like ON public.members_variant USING btree (key varchar_pattern_ops);
CREATE INDEX memo_due ON public.metrics_memo USING btree (retry_at) WHERE ((dropped_at IS NULL) AND (sent_at IS NULL));
CREATE INDEX mentorship_of_mentor ON public.members_mentorship USING btree (mentor_id) WHERE (closed_at IS NULL);
CREATE UNIQUE INDEX mentorship_one_open ON public.members_mentorship USING btree (newcomer_id) WHERE (closed_at IS NULL);
CREATE INDEX mentorship_to_answer ON public.members_mentorship USING btree (answer_by) WHERE ((accepted_at IS NULL) AND (closed_at IS NULL));
CREATE INDEX message_by_author ON public.members_message USING btree (author_id, created_at DESC);
CREATE INDEX message_of_talk ON public.members_message USING btree (talk_id, id);
CREATE INDEX message_picture_of ON public.members_messagepicture USING btree (message_id);
CREATE UNIQUE INDEX message_submission_once ON public.members_message USING btree (author_id, submission) WHERE (NOT ((submission)::text = ''::text));
CREATE INDEX metrics_factfile_source_id_8b1a43c8 ON public.metrics_factfile USING btree (source_id);
CREATE INDEX metrics_factkind_source_id_b2c864de ON public.metrics_factkind USING btree (source_id);
CREATE INDEX metrics_funnelstart_journey_id_c48bd301 ON public.metrics_funnelstart USING btree (journey_id);
CREATE INDEX metrics_look_plan_id_7ab2a10e ON public.metrics_look USING btree (plan_id);
CREATE INDEX metrics_measurerule_measure_0f6a81ab_like ON public.metrics_measurerule USING btree (measure varchar_pattern_ops);
CREATE INDEX metrics_memo_key_87d1b7a9_like ON public.metrics_memo USING btree (key varchar_pattern_ops);
CREATE INDEX metrics_outsidefact_member_id_d3e97d95 ON public.metrics_outsidefact USING btree (member_id);
CREATE INDEX metrics_watch_kind_9da1fd58_like ON public.metrics_watch USING btree (kind varchar_pattern_ops);
CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);
CREATE INDEX moderation_acceptance_guidelines_id_5e711b39 ON public.moderation_acceptance USING btree (guidelines_id);
CREATE INDEX moderation_acceptance_member_id_0b2b89e3 ON public.moderation_acceptance USING btree (member_id);
CREATE INDEX moderation_actingrule_archived_by_id_cd4fb9e7 ON public.moderation_actingrule USING btree (archived_by_id);
CREATE INDEX moderation_actingrule_made_by_id_7a90433a ON public.moderation_actingrule USING btree (made_by_id);
CREATE INDEX moderation_appeal_by_id_5499db55 ON public.moderation_appeal USING btree (by_id);
CREATE INDEX moderation_appealmessage_appeal_id_0341b151 ON public.moderation_appealmessage USING btree (appeal_id);
CREATE INDEX moderation_appealmessage_author_id_1c03175c ON public.moderation_appealmessage USING btree (author_id);
CREATE INDEX moderation_away_member_id_765a6247 ON public.moderation_away USING btree (member_id);
CREATE INDEX moderation_backtest_asked_by_id_0f1fd2b3 ON public.moderation_backtest USING btree (asked_by_id);
CREATE INDEX moderation_backtest_version_id_287b115a ON public.moderation_backtest USING btree (version_id);
CREATE INDEX moderation_barredaddress_digest_2799e172_like ON public.moderation_barredaddress USING btree (digest varchar_pattern_ops);
CREATE INDEX moderation_barredaddress_until_0d092998 ON public.moderation_barredaddress USING btree (until);
CREATE INDEX moderation_case_about_id_a0624115 ON public.moderation_case USING btree (about_id);
CREATE INDEX moderation_case_closed_by_id_a019c6f8 ON public.moderation_case USING btree (closed_by_id);
CREATE INDEX moderation_caselook_by_id_8bce8085 ON public.moderation_caselook USING btree (by_id);
CREATE INDEX moderation_caselook_case_id_58d911bc ON public.moderation_caselook USING btree (case_id);
CREATE INDEX moderation_casenote_by_id_e37b6c09 ON public.moderation_casenote USING btree (by_id);
CREATE INDEX moderation_casenote_case_id_90da580d ON public.moderation_casenote USING btree (case_id);
CREATE INDEX moderation_decision_about_id_6e5ad867 ON public.moderation_decision USING btree (about_id);
CREATE INDEX moderation_decision_case_id_3f926bc5 ON public.moderation_decision USING btree (case_id);
CREATE INDEX moderation_decision_decided_by_id_8e88b75a ON public.moderation_decision USING btree (decided_by_id);
CREATE INDEX moderation_decision_declined_by_id_abd6e061 ON public.moderation_decision USING btree (declined_by_id);
CREATE INDEX moderation_decision_reversed_by_id_4efab3c5 ON public.moderation_decision USING btree (reversed_by_id);
CREATE INDEX moderation_decision_rule_id_95055110 ON public.moderation_decision USING btree (rule_id);
CREATE INDEX moderation_decision_second_by_id_2b3abed8 ON public.moderation_decision USING btree (second_by_id);
CREATE INDEX moderation_decision_undone_by_id_00e1cdd9 ON public.moderation_decision USING btree (undone_by_id);
CREATE INDEX moderation_effect_decision_id_1849d0b4 ON public.moderation_effect USING btree (decision_id);
CREATE INDEX moderation_entry_at_53bb0575 ON public.moderation_entry USING btree (at);
CREATE INDEX moderation_escalation_by_id_3582872d ON public.moderation_escalation USING btree (by_id);
CREATE INDEX moderation_escalation_case_id_e2512ce3 ON public.moderation_escalation USING btree (case_id);
CREATE INDEX moderation_escalationcall_case_id_b438764a ON public.moderation_escalationcall USING btree (case_id);
CREATE INDEX moderation_escalationcall_escalation_id_29e2fa33 ON public.moderation_escalationcall USING btree (escalation_id);
CREATE INDEX moderation_escalationcall_key_669b1430_like ON public.moderation_escalationcall USING btree (key varchar_pattern_ops);
CREATE INDEX moderation_escalationcall_member_id_e8e1ca99 ON public.moderation_escalationcall USING btree (member_id);
CREATE INDEX moderation_escalationcall_rung_id_4584672d ON public.moderation_escalationcall USING btree (rung_id);
CREATE INDEX moderation_guidelines_published_by_id_98b9974c ON public.moderation_guidelines USING btree (published_by_id);
CREATE INDEX moderation_hit_author_id_4d64c2ea ON public.moderation_hit USING btree (author_id);
CREATE INDEX moderation_hit_case_id_bf3af6c3 ON public.moderation_hit USING btree (case_id);
CREATE INDEX moderation_hit_version_id_b250a6f5 ON public.moderation_hit USING btree (version_id);
CREATE INDEX moderation_knowndomain_domain_0a7dcd06_like ON public.moderation_knowndomain USING btree (domain varchar_pattern_ops);
CREATE INDEX moderation_personnote_by_id_3574ee40 ON public.moderation_personnote USING btree (by_id);
CREATE INDEX moderation_personnote_member_id_4d7818b0 ON public.moderation_personnote USING btree (member_id);
CREATE INDEX moderation_replytemplate_changed_by_id_a09ea02b ON public.moderation_replytemplate USING btree (changed_by_id);
CREATE INDEX moderation_replytemplate_key_34b7e57f_like ON public.moderation_replytemplate USING btree (key varchar_pattern_ops);
CREATE INDEX moderation_report_case_id_69382b22 ON public.moderation_report USING btree (case_id);
CREATE INDEX moderation_report_decision_id_7f5426e6 ON public.moderation_report USING btree (decision_id);
CREATE INDEX moderation_report_rule_id_6db2d8c7 ON public.moderation_report USING btree (rule_id);
CREATE INDEX moderation_rule_guidelines_id_9838ab4a ON public.moderation_rule USING btree (guidelines_id);
CREATE INDEX moderation_ruleversion_made_by_id_5f4f845b ON public.moderation_ruleversion USING btree (made_by_id);
CREATE INDEX moderation_ruleversion_on_by_id_d26ea221 ON public.moderation_ruleversion USING btree (on_by_id);
CREATE INDEX moderation_ruleversion_rule_id_c537d36e ON public.moderation_ruleversion USING btree (rule_id);
CREATE INDEX moderation_ruleversion_segment_id_f22e502b ON public.moderation_ruleversion USING btree (segment_id);
CREATE INDEX moderation_ruleversion_shadow_by_id_be6ca98c ON public.moderation_ruleversion USING btree (shadow_by_id);
CREATE INDEX moderation_rung_member_id_ce6282b3 ON public.moderation_rung USING btree (member_id);
CREATE INDEX moderation_sanction_lifted_by_id_f8037176 ON public.moderation_sanction USING btree (lifted_by_id);
CREATE INDEX moderation_shift_member_id_f17f0b6c ON public.moderation_shift USING btree (member_id);
CREATE INDEX moderation_shift_offered_for_id_2edde14e ON public.moderation_shift USING btree (offered_for_id);
CREATE INDEX moderation_shift_pattern_id_97d25408 ON public.moderation_shift USING btree (pattern_id);
CREATE INDEX moderation_shiftpattern_member_id_3fde6560 ON public.moderation_shiftpattern USING btree (member_id);
CREATE INDEX moderation_statementletter_decision_id_f79be24d ON public.moderation_statementletter USING btree (decision_id);
CREATE INDEX moderation_statementletter_key_6ba1f402_like ON public.moderation_statementletter USING btree (key varchar_pattern_ops);
CREATE INDEX moderation_takeback_asked_by_id_5206c84c ON public.moderation_takeback USING btree (asked_by_id);
CREATE INDEX moderation_takeback_decision_id_fa88d46b ON public.moderation_takeback USING btree (decision_id);
CREATE INDEX moderation_takeback_settled_by_id_eb7702d9 ON public.moderation_takeback USING btree (settled_by_id);
CREATE INDEX moderation_vouch_by_id_d5fc4bf8 ON public.moderation_vouch USING btree (by_id);
CREATE INDEX mood_week_in ON public.metrics_moodweek USING btree (space_id, day);
CREATE UNIQUE INDEX newsletter_date_once ON public.programs_newsletterpart USING btree (issue_id, date_id) WHERE (date_id IS NOT NULL);
CREATE INDEX newsletter_due ON public.programs_newsletterletter USING btree (retry_at) WHERE ((dropped_at IS NULL) AND (sent_at IS NULL));
CREATE UNIQUE INDEX newsletter_guide_once ON public.programs_newsletterpart USING btree (issue_id, guide_id) WHERE (guide_id IS NOT NULL);
CREATE INDEX newsletter_of_issue ON public.programs_newsletterletter USING btree (issue_id, sent_at);
CREATE UNIQUE INDEX newsletter_once ON public.programs_newsletterletter USING btree (issue_id, member_id) WHERE (NOT is_test);
CREATE UNIQUE INDEX newsletter_thread_once ON public.programs_newsletterpart USING btree (issue_id, thread_id) WHERE (thread_id IS NOT NULL);
CREATE UNIQUE INDEX nomination_once ON public.members_nomination USING btree (member_id, step) WHERE (decided_at IS NULL);
CREATE INDEX notification_latest ON public.members_notification USING btree (member_id, updated_at DESC, id DESC);
CREATE INDEX notification_of_thread ON public.members_notification USING btree (member_id, thread_id);
CREATE UNIQUE INDEX notification_one_unseen ON public.members_notification USING btree (member_id, kind, bundle) WHERE (seen_at IS NULL);
CREATE INDEX notification_unseen_thread ON public.members_notification USING btree (thread_id) WHERE (seen_at IS NULL);
CREATE INDEX occurrence_by_host ON public.programs_occurrence USING btree (host_id, starts_at);
CREATE INDEX occurrence_by_time ON public.programs_occurrence USING btree (starts_at, id);
CREATE INDEX occurrence_of_thread ON public.programs_occurrence USING btree (thread_id) WHERE (thread_id IS NOT NULL);
CREATE UNIQUE INDEX offer_one_open ON public.programs_offer USING btree (occurrence_id) WHERE ((declined_at IS NULL) AND (taken_at IS NULL) AND (withdrawn_at IS NULL));
CREATE UNIQUE INDEX one_draft ON public.moderation_guidelines USING btree (published_at) NULLS NOT DISTINCT WHERE (published_at IS NULL);
CREATE INDEX opening_by ON public.metrics_opening USING btree (author_id, day);
CREATE INDEX opening_day ON public.metrics_opening USING btree (day);
CREATE INDEX opening_in ON public.metrics_opening USING btree (space_id, day);
CREATE INDEX outside_fact_of_nobody ON public.metrics_outsidefact USING btree (who) WHERE (member_id IS NULL);
CREATE UNIQUE INDEX outside_key_once ON public.metrics_outsidesource USING btree (key_digest) WHERE (NOT ((key_digest)::text = ''::text));
CREATE INDEX pilot_task_in_order ON public.programs_pilottask USING btree (occurrence_id, day, id);
CREATE INDEX poll_to_close ON public.community_poll USING btree (closes_at) WHERE (closed_at IS NULL);
CREATE INDEX post_by_author ON public.community_post USING btree (author_id, created_at DESC);
CREATE INDEX post_mentioned ON public.community_post USING gin (mentioned);
CREATE INDEX post_newest ON public.community_post USING btree (created_at DESC);
CREATE INDEX post_replies_by_author ON public.community_post USING btree (author_id, created_at DESC) INCLUDE (thread_id) WHERE ((deleted_at IS NULL) AND (held_at IS NULL) AND (hidden_at IS NULL) AND (number > 1));
CREATE INDEX post_replies_by_space ON public.community_post USING btree (space_id, author_id, created_at) WHERE ((deleted_at IS NULL) AND (held_at IS NULL) AND (hidden_at IS NULL) AND (number > 1));
CREATE UNIQUE INDEX post_submission_once ON public.community_post USING btree (author_id, submission) WHERE (NOT ((submission)::text = ''::text));
CREATE INDEX post_whose ON public.community_post USING btree (id) INCLUDE (thread_id, author_id);
CREATE INDEX preview_due ON public.community_preview USING btree (due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX preview_use_owed ON public.community_previewuse USING btree (owed_at) WHERE (owed_at IS NOT NULL);
CREATE UNIQUE INDEX program_once_per_sheet ON public.programs_program USING btree (submission) WHERE (NOT ((submission)::text = ''::text));
CREATE INDEX program_to_lay_out ON public.programs_program USING btree (laid_out_until) WHERE ((ended_at IS NULL) AND (planned_at IS NOT NULL));
CREATE INDEX programs_amaanswer_author_id_4b86069f ON public.programs_amaanswer USING btree (author_id);
CREATE INDEX programs_amaanswer_hidden_by_id_3a2b66e4 ON public.programs_amaanswer USING btree (hidden_by_id);
CREATE INDEX programs_amaanswer_question_id_5726b45e ON public.programs_amaanswer USING btree (question_id);
CREATE INDEX programs_amaanswerversion_answer_id_60c46472 ON public.programs_amaanswerversion USING btree (answer_id);
CREATE INDEX programs_amafollowup_occurrence_id_c0540af8 ON public.programs_amafollowup USING btree (occurrence_id);
CREATE INDEX programs_amafollowup_question_id_075f1353 ON public.programs_amafollowup USING btree (question_id);
CREATE INDEX programs_amahelper_member_id_177bdf47 ON public.programs_amahelper USING btree (member_id);
CREATE INDEX programs_amahelper_plan_id_23f8049e ON public.programs_amahelper USING btree (plan_id);
CREATE INDEX programs_amaplan_guest_id_a380219f ON public.programs_amaplan USING btree (guest_id);
CREATE INDEX programs_amaquestion_hidden_by_id_b8648ef1 ON public.programs_amaquestion USING btree (hidden_by_id);
CREATE INDEX programs_amaquestion_merged_into_id_9a67f10b ON public.programs_amaquestion USING btree (merged_into_id);
CREATE INDEX programs_amarecap_guide_id_e517613e ON public.programs_amarecap USING btree (guide_id);
CREATE INDEX programs_amarecap_written_by_id_176fdacd ON public.programs_amarecap USING btree (written_by_id);
CREATE INDEX programs_amavote_member_id_a8fa041c ON public.programs_amavote USING btree (member_id);
CREATE INDEX programs_amavote_question_id_1358bb9b ON public.programs_amavote USING btree (question_id);
CREATE INDEX programs_asked_member_id_15890b79 ON public.programs_asked USING btree (member_id);
CREATE INDEX programs_asked_occurrence_id_688e3daa ON public.programs_asked USING btree (occurrence_id);
CREATE INDEX programs_banktext_program_id_834c91bd ON public.programs_banktext USING btree (program_id);
CREATE INDEX programs_calleditor_member_id_e4576cbe ON public.programs_calleditor USING btree (member_id);
CREATE INDEX programs_celebration_member_id_f634ef4a ON public.programs_celebration USING btree (member_id);
CREATE INDEX programs_celebration_post_id_333a746e ON public.programs_celebration USING btree (post_id);
CREATE INDEX programs_celebrationrule_what_06385521_like ON public.programs_celebrationrule USING btree (what varchar_pattern_ops);
CREATE INDEX programs_challengeentry_author_id_a5d5a567 ON public.programs_challengeentry USING btree (author_id);
CREATE INDEX programs_challengeentry_hidden_by_id_6aa14fab ON public.programs_challengeentry USING btree (hidden_by_id);
CREATE INDEX programs_challengejudge_challenge_id_3b50f33d ON public.programs_challengejudge USING btree (challenge_id);
CREATE INDEX programs_challengejudge_member_id_06144d9b ON public.programs_challengejudge USING btree (member_id);
CREATE INDEX programs_challengesheet_entry_id_9b55ff3b ON public.programs_challengesheet USING btree (entry_id);
CREATE INDEX programs_challengesheet_judge_id_0f6dad74 ON public.programs_challengesheet USING btree (judge_id);
CREATE INDEX programs_challengevote_entry_id_c82a005e ON public.programs_challengevote USING btree (entry_id);
CREATE INDEX programs_challengevote_member_id_a23fbcb5 ON public.programs_challengevote USING btree (member_id);
CREATE INDEX programs_challengewinner_challenge_id_8e9dceb4 ON public.programs_challengewinner USING btree (challenge_id);
CREATE INDEX programs_check_item_id_775a45f0 ON public.programs_check USING btree (item_id);
CREATE INDEX programs_check_occurrence_id_d368048c ON public.programs_check USING btree (occurrence_id);
CREATE INDEX programs_checkitem_program_id_371a42e7 ON public.programs_checkitem USING btree (program_id);
CREATE INDEX programs_contribution_author_id_69e619c1 ON public.programs_contribution USING btree (author_id);
CREATE INDEX programs_contribution_guide_id_315f81fa ON public.programs_contribution USING btree (guide_id);
CREATE INDEX programs_contribution_hidden_by_id_081b85bb ON public.programs_contribution USING btree (hidden_by_id);
CREATE INDEX programs_contribution_thread_id_2f35f915 ON public.programs_contribution USING btree (thread_id);
CREATE INDEX programs_contributionpicture_upload_id_fd8bf0af ON public.programs_contributionpicture USING btree (upload_id);
CREATE INDEX programs_contributionstep_contribution_id_cb07493a ON public.programs_contributionstep USING btree (contribution_id);
CREATE INDEX programs_eventday_survey_id_b66572bf ON public.programs_eventday USING btree (survey_id);
CREATE INDEX programs_eventmessage_key_fd270975_like ON public.programs_eventmessage USING btree (key varchar_pattern_ops);
CREATE INDEX programs_eventmessage_occurrence_id_c8b1b124 ON public.programs_eventmessage USING btree (occurrence_id);
CREATE INDEX programs_feedbackline_feedback_id_9a10ae14 ON public.programs_feedbackline USING btree (feedback_id);
CREATE INDEX programs_feedbackline_thread_id_85707cca ON public.programs_feedbackline USING btree (thread_id);
CREATE INDEX programs_followup_occurrence_id_61170f7d ON public.programs_followup USING btree (occurrence_id);
CREATE INDEX programs_followup_sheet_id_391aa827 ON public.programs_followup USING btree (sheet_id);
CREATE INDEX programs_namedsheet_member_id_9beeb5cb ON public.programs_namedsheet USING btree (member_id);
CREATE INDEX programs_namedsheet_occurrence_id_411d42d9 ON public.programs_namedsheet USING btree (occurrence_id);
CREATE INDEX programs_newsletterletter_key_8553afd9_like ON public.programs_newsletterletter USING btree (key varchar_pattern_ops);
CREATE INDEX programs_newsletterletter_member_id_ce22b403 ON public.programs_newsletterletter USING btree (member_id);
CREATE INDEX programs_newsletterpart_date_id_9b9582f1 ON public.programs_newsletterpart USING btree (date_id);
CREATE INDEX programs_newsletterpart_guide_id_48512bea ON public.programs_newsletterpart USING btree (guide_id);
CREATE INDEX programs_newsletterpart_issue_id_e2c4f6aa ON public.programs_newsletterpart USING btree (issue_id);
CREATE INDEX programs_newsletterpart_thread_id_773d0aa7 ON public.programs_newsletterpart USING btree (thread_id);
CREATE INDEX programs_occurrence_host_id_2075506c ON public.programs_occurrence USING btree (host_id);
CREATE INDEX programs_occurrence_program_id_b3577847 ON public.programs_occurrence USING btree (program_id);
CREATE INDEX programs_occurrence_text_id_8abec6d7 ON public.programs_occurrence USING btree (text_id);
CREATE INDEX programs_occurrence_thread_id_b59289a0 ON public.programs_occurrence USING btree (thread_id);
CREATE INDEX programs_offer_by_id_b9b3c061 ON public.programs_offer USING btree (by_id);
CREATE INDEX programs_offer_in_return_id_28431bb3 ON public.programs_offer USING btree (in_return_id);
CREATE INDEX programs_offer_occurrence_id_740747c3 ON public.programs_offer USING btree (occurrence_id);
CREATE INDEX programs_offer_to_id_25ccd1f0 ON public.programs_offer USING btree (to_id);
CREATE INDEX programs_pilot_group_id_7dd82b72 ON public.programs_pilot USING btree (group_id);
CREATE INDEX programs_pilotanswer_task_id_321c7ae9 ON public.programs_pilotanswer USING btree (task_id);
CREATE INDEX programs_pilotseat_member_id_71e621f1 ON public.programs_pilotseat USING btree (member_id);
CREATE INDEX programs_program_audience_id_001adb02 ON public.programs_program USING btree (audience_id);
CREATE INDEX programs_program_continues_id_9470a545 ON public.programs_program USING btree (continues_id);
CREATE INDEX programs_program_owner_id_1bc83e1b ON public.programs_program USING btree (owner_id);
CREATE INDEX programs_program_space_id_55f86c39 ON public.programs_program USING btree (space_id);
CREATE INDEX programs_sheet_occurrence_id_08c521db ON public.programs_sheet USING btree (occurrence_id);
CREATE INDEX programs_spotlight_member_id_9da76c21 ON public.programs_spotlight USING btree (member_id);
CREATE INDEX programs_spotlight_occurrence_id_a4d43066 ON public.programs_spotlight USING btree (occurrence_id);
CREATE INDEX programs_spotlightversion_spotlight_id_df52b805 ON public.programs_spotlightversion USING btree (spotlight_id);
CREATE INDEX programs_step_occurrence_id_da901d10 ON public.programs_step USING btree (occurrence_id);
CREATE INDEX programs_turn_member_id_d797c218 ON public.programs_turn USING btree (member_id);
CREATE INDEX programs_turn_program_id_448b9696 ON public.programs_turn USING btree (program_id);
CREATE INDEX push_item_over_budget ON public.members_pushitem USING btree (member_id, wait_until) WHERE ((over_budget_at IS NOT NULL) AND (push_id IS NULL));
CREATE INDEX push_item_waiting ON public.members_pushitem USING btree (at) WHERE ((over_budget_at IS NULL) AND (push_id IS NULL));
CREATE INDEX push_of_member ON public.members_push USING btree (member_id, created_at DESC);
CREATE INDEX push_sending_due ON public.members_pushsending USING btree (retry_at) WHERE ((dropped_at IS NULL) AND (sent_at IS NULL));
CREATE INDEX reaction_by_member ON public.community_reaction USING btree (member_id, at) INCLUDE (post_id);
CREATE INDEX reaction_by_space ON public.community_reaction USING btree (space_id, member_id, at);
CREATE INDEX reading_by_member ON public.community_reading USING btree (member_id, read_at DESC) INCLUDE (thread_id);
CREATE INDEX reading_by_space ON public.community_reading USING btree (space_id, member_id, read_at);
CREATE INDEX receipt_unsettled ON public.members_receipt USING btree (retry_at, id) WHERE ((done_at IS NULL) AND (set_aside_at IS NULL));
CREATE UNIQUE INDEX receiver_name_once ON public.members_receiver USING btree (lower((name)::text)) WHERE (ended_at IS NULL);
CREATE INDEX related_oldest ON public.community_relatedthreads USING btree (at);
CREATE UNIQUE INDEX reminder_one_waits ON public.community_reminder USING btree (bookmark_id) WHERE (done_at IS NULL);
CREATE INDEX reminder_waits ON public.community_reminder USING btree (at) WHERE (done_at IS NULL);
CREATE INDEX reply_by_language ON public.moderation_replytemplate USING btree (language, tone);
CREATE INDEX report_at ON public.moderation_report USING btree (at);
CREATE INDEX report_by ON public.moderation_report USING btree (reporter_id, at DESC);
CREATE INDEX report_from_network ON public.moderation_report USING btree (network, at) WHERE (NOT ((network)::text = ''::text));
CREATE INDEX report_of_thing ON public.moderation_report USING btree (subject_type, subject_id, at DESC);
CREATE UNIQUE INDEX report_open_once ON public.moderation_report USING btree (reporter_id, subject_type, subject_id) WHERE ((closed_at IS NULL) AND (reporter_id IS NOT NULL));
CREATE UNIQUE INDEX report_receipt_once ON public.moderation_report USING btree (receipt) WHERE (NOT ((receipt)::text = ''::text));
CREATE UNIQUE INDEX report_sent_once ON public.moderation_report USING btree (submission) WHERE (NOT ((submission)::text = ''::text));
CREATE INDEX report_to_tell ON public.moderation_report USING btree (tell_at) WHERE ((tell_at IS NOT NULL) AND (told_at IS NULL));
CREATE UNIQUE INDEX review_question_one_open ON public.members_reviewquestion USING btree (application_id) WHERE (answered_at IS NULL);
CREATE INDEX rolled_day_touched ON public.metrics_rolledday USING btree (day) WHERE (touched_at IS NOT NULL);
CREATE UNIQUE INDEX rule_acts_once ON public.moderation_ruleversion USING btree (rule_id) WHERE (on_at IS NOT NULL);
CREATE UNIQUE INDEX rule_counts_once ON public.moderation_ruleversion USING btree (rule_id) WHERE (shadow_at IS NOT NULL);
CREATE UNIQUE INDEX rung_once ON public.moderation_rung USING btree (matter, severity, step, member_id, email, url) NULLS NOT DISTINCT WHERE (removed_at IS NULL);
CREATE INDEX sanction_of ON public.moderation_sanction USING btree (member_id, starts_at DESC);
CREATE INDEX sanction_to_tell ON public.moderation_sanction USING btree (ends_at) WHERE ((lifted_at IS NULL) AND (told_end_at IS NULL));
CREATE INDEX saved_search_due ON public.community_savedsearch USING btree (looked_at) WHERE (tells_at IS NOT NULL);
CREATE INDEX score_page ON public.metrics_score USING btree (space_id, days, day);
CREATE INDEX search_by_author ON public.community_searchdocument USING btree (author_id, created_at DESC);
CREATE INDEX search_in_space ON public.community_searchdocument USING btree (space_id, created_at DESC);
CREATE INDEX search_newest ON public.community_searchdocument USING btree (created_at DESC, id DESC);
CREATE INDEX search_owed_next ON public.community_searchowed USING btree (attempts, id);
CREATE INDEX search_title_words ON public.community_searchdocument USING gin (title_vector) WITH (fastupdate=off);
CREATE INDEX search_titled ON public.community_searchdocument USING btree (id DESC) WHERE (NOT ((title)::text = ''::text));
CREATE INDEX search_word_keys ON public.community_searchword USING gin (keys) WITH (fastupdate=off);
CREATE INDEX search_words ON public.community_searchdocument USING gin (vector) WITH (fastupdate=off);
CREATE UNIQUE INDEX segment_name_once ON public.members_segment USING btree (lower((name)::text)) WHERE (archived_at IS NULL);
CREATE INDEX severe_alert_waiting ON public.moderation_severealert USING btree (again_at) WHERE (told_again_at IS NULL);
CREATE INDEX shift_by_end ON public.moderation_shift USING btree (ends_at, starts_at) WHERE (cancelled_at IS NULL);
CREATE INDEX shift_by_start ON public.moderation_shift USING btree (starts_at) WHERE (cancelled_at IS NULL);
CREATE UNIQUE INDEX shift_pattern_once ON public.moderation_shiftpattern USING btree (member_id, weekday, begins, ends, zone) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX spotlight_asked_once ON public.programs_spotlight USING btree (member_id) WHERE ((ended_at IS NULL) AND (published_at IS NULL));
CREATE INDEX spotlight_of_member ON public.programs_spotlight USING btree (member_id, asked_at DESC);
CREATE UNIQUE INDEX spotlight_one_live ON public.programs_spotlight USING btree (occurrence_id) WHERE (ended_at IS NULL);
CREATE INDEX standing_by_step ON public.members_levelstanding USING btree (step, since DESC);
CREATE INDEX standing_stage ON public.members_standing USING btree (stage);
CREATE INDEX statement_letter_due ON public.moderation_statementletter USING btree (retry_at) WHERE ((dropped_at IS NULL) AND (sent_at IS NULL));
CREATE INDEX step_due ON public.programs_step USING btree (at, id) WHERE ((done_at IS NULL) AND (passed_at IS NULL));
CREATE INDEX strike_of ON public.moderation_strike USING btree (member_id, expires_at);
CREATE INDEX strike_to_tell ON public.moderation_strike USING btree (expires_at) WHERE ((told_expired_at IS NULL) AND (withdrawn_at IS NULL));
CREATE UNIQUE INDEX take_back_one_waits ON public.moderation_takeback USING btree (decision_id) WHERE (settled_at IS NULL);
CREATE INDEX talk_begun ON public.members_talk USING btree (begun_by_id, begun_at DESC);
CREATE UNIQUE INDEX talk_pair_once ON public.members_talk USING btree (pair) WHERE (NOT ((pair)::text = ''::text));
CREATE INDEX talk_seat_taken ON public.members_talkseat USING btree (member_id) WHERE ((declined_at IS NULL) AND (left_at IS NULL));
CREATE INDEX thanks_latest ON public.members_thanks USING btree (receiver_id, at DESC);
CREATE UNIQUE INDEX thanks_once_for_a_thing ON public.members_thanks USING btree (giver_id, kind, about_id) WHERE ((about_id IS NOT NULL) AND (withdrawn_at IS NULL));
CREATE INDEX thread_by_author ON public.community_thread USING btree (author_id, created_at DESC);
CREATE INDEX thread_covered ON public.community_thread USING btree (id) WHERE (covered IS NOT NULL);
CREATE INDEX thread_duplicates ON public.community_thread USING btree (duplicate_of_id) WHERE (duplicate_of_id IS NOT NULL);
CREATE INDEX thread_ideas ON public.community_thread USING btree (status, votes_count DESC, id DESC) WHERE ((kind)::text = 'idea'::text);
CREATE INDEX thread_latest ON public.community_thread USING btree (last_post_at DESC, id DESC);
CREATE INDEX thread_pinned ON public.community_thread USING btree (space_id, pinned_at) WHERE (pinned_at IS NOT NULL);
CREATE INDEX thread_space_latest ON public.community_thread USING btree (space_id, last_post_at DESC, id DESC);
CREATE INDEX thread_tags ON public.community_thread USING gin (tags);
CREATE INDEX thread_timer_due ON public.community_threadtimer USING btree (at) WHERE (at IS NOT NULL);
CREATE INDEX thread_unanswered ON public.community_thread USING btree (last_post_at DESC, id DESC) WHERE ((answer_id IS NULL) AND (closed_at IS NULL) AND ((kind)::text = 'question'::text));
CREATE INDEX turn_in_order ON public.programs_turn USING btree (program_id, place);
CREATE INDEX unfound_latest ON public.community_unfoundsearch USING btree (last_at DESC);
CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY ((ARRAY['totp'::character varying, 'recovery_codes'::character varying])::text[]));
CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";
CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;
CREATE INDEX upload_by_owner ON public.community_upload USING btree (owner_id, created_at DESC);
CREATE INDEX upload_thumbs_due ON public.community_upload USING btree (thumbs_due_at) WHERE (thumbs_due_at IS NOT NULL);
CREATE INDEX upload_unused ON public.community_upload USING btree (created_at) WHERE (post_id IS NULL);
CREATE INDEX usersessions_usersession_session_key_fd35de43_like ON public.usersessions_usersession USING btree (session_key varchar_pattern_ops);
CREATE INDEX usersessions_usersession_user_id_af5e0a6d ON public.usersessions_usersession USING btree (user_id);
CREATE INDEX visit_day_in ON public.metrics_visitday USING btree (space_id, day);
ALTER INDEX public.activity_actor ATTACH PARTITION public.members_activity_default_actor_id_at_idx;
ALTER INDEX public.activity_undispatched ATTACH PARTITION public.members_activity_default_id_idx;
ALTER INDEX public.members_activity_pkey ATTACH PARTITION public.members_activity_default_pkey;
ALTER INDEX public.activity_subject ATTACH PARTITION public.members_activity_default_subject_type_subject_id_idx;
ALTER INDEX public.activity_verb_actor ATTACH PARTITION public.members_activity_default_verb_actor;
CREATE TRIGGER moderation_entry_is_never_emptied BEFORE TRUNCATE ON public.moderation_entry FOR EACH STATEMENT EXECUTE FUNCTION public.moderation_entry_stays();
ALTER TABLE public.moderation_entry ENABLE ALWAYS TRIGGER moderation_entry_is_never_emptied;
CREATE TRIGGER moderation_entry_stays BEFORE DELETE OR UPDATE ON public.moderation_entry FOR EACH ROW EXECUTE FUNCTION public.moderation_entry_stays();
ALTER TABLE public.moderation_entry ENABLE ALWAYS TRIGGER moderation_entry_stays;
CREATE TRIGGER post_space BEFORE INSERT OR UPDATE OF thread_id, space_id ON public.community_post FOR EACH ROW EXECUTE FUNCTION public.community_space_of_thread();
CREATE TRIGGER post_to_space AFTER UPDATE OF thread_id, space_id ON public.community_post FOR EACH ROW WHEN ((old.space_id <> new.space_id)) EXECUTE FUNCTION public.community_post_to_space();
CREATE TRIGGER reaction_space BEFORE INSERT OR UPDATE OF post_id, space_id ON public.community_reaction FOR EACH ROW EXECUTE FUNCTION public.community_space_of_post();
CREATE TRIGGER reading_space BEFORE INSERT OR UPDATE OF thread_id, space_id ON public.community_reading FOR EACH ROW EXECUTE FUNCTION public.community_space_of_thread();
CREATE TRIGGER thread_to_space AFTER UPDATE OF space_id ON public.community_thread FOR EACH ROW WHEN ((old.space_id <> new.space_id)) EXECUTE FUNCTION public.community_thread_to_space();
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_members_member_id FOREIGN KEY (user_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_answercheck
    ADD CONSTRAINT community_answercheck_by_id_51d919da_fk_members_member_id FOREIGN KEY (by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_answercheck
    ADD CONSTRAINT community_answercheck_post_id_830ca4c0_fk_community_post_id FOREIGN KEY (post_id) REFERENCES public.community_post(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_answercheck
    ADD CONSTRAINT community_answercheck_thread_id_b1116d7a_fk_community_thread_id FOREIGN KEY (thread_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_bookmark
    ADD CONSTRAINT community_bookmark_member_id_24ac8b54_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_bookmark
    ADD CONSTRAINT community_bookmark_post_id_162c847e_fk_community_post_id FOREIGN KEY (post_id) REFERENCES public.community_post(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_chatline
    ADD CONSTRAINT community_chatline_author_id_8fd96f60_fk_members_member_id FOREIGN KEY (author_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_chatline
    ADD CONSTRAINT community_chatline_deleted_by_id_bfa7a3ae_fk_members_member_id FOREIGN KEY (deleted_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_chatline
    ADD CONSTRAINT community_chatline_hidden_by_id_a2a409cb_fk_members_member_id FOREIGN KEY (hidden_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_chatline
    ADD CONSTRAINT community_chatline_room_id_7daab209_fk_community_chatroom_id FOREIGN KEY (room_id) REFERENCES public.community_chatroom(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_chatline
    ADD CONSTRAINT community_chatline_stretch_id_2edcfb2a_fk_community FOREIGN KEY (stretch_id) REFERENCES public.community_chatstretch(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_chatline
    ADD CONSTRAINT community_chatline_tells_of_id_97fab687_fk_community FOREIGN KEY (tells_of_id) REFERENCES public.community_chatstretch(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_chatlineversion
    ADD CONSTRAINT community_chatlineve_line_id_e93fad64_fk_community FOREIGN KEY (line_id) REFERENCES public.community_chatline(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_chatroom
    ADD CONSTRAINT community_chatroom_author_id_720dc0f4_fk_members_member_id FOREIGN KEY (author_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_chatroom
    ADD CONSTRAINT community_chatroom_rested_by_id_2a853110_fk_members_member_id FOREIGN KEY (rested_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_chatroom
    ADD CONSTRAINT community_chatroom_space_id_f190ba94_fk_community_space_id FOREIGN KEY (space_id) REFERENCES public.community_space(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_chatseat
    ADD CONSTRAINT community_chatseat_member_id_38e732bd_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_chatseat
    ADD CONSTRAINT community_chatseat_room_id_17fe5fe7_fk_community_chatroom_id FOREIGN KEY (room_id) REFERENCES public.community_chatroom(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_chatstretch
    ADD CONSTRAINT community_chatstretch_made_by_id_65f238a2_fk_members_member_id FOREIGN KEY (made_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_chatstretch
    ADD CONSTRAINT community_chatstretch_room_id_1674da86_fk_community_chatroom_id FOREIGN KEY (room_id) REFERENCES public.community_chatroom(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_chatstretch
    ADD CONSTRAINT community_chatstretch_thread_id_0f68ade1_fk_community_thread_id FOREIGN KEY (thread_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_decision
    ADD CONSTRAINT community_decision_by_id_42f624ad_fk_members_member_id FOREIGN KEY (by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_decision
    ADD CONSTRAINT community_decision_poll_id_dc8426fd_fk_community_poll_id FOREIGN KEY (poll_id) REFERENCES public.community_poll(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_decisionversion
    ADD CONSTRAINT community_decisionve_decision_id_233ed14c_fk_community FOREIGN KEY (decision_id) REFERENCES public.community_decision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_decisionversion
    ADD CONSTRAINT community_decisionversion_by_id_7b7469b4_fk_members_member_id FOREIGN KEY (by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_deflection
    ADD CONSTRAINT community_deflection_member_id_998fe88e_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_deflection
    ADD CONSTRAINT community_deflection_thread_id_049a0688_fk_community_thread_id FOREIGN KEY (thread_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_draft
    ADD CONSTRAINT community_draft_member_id_0a9c6c25_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_draft
    ADD CONSTRAINT community_draft_space_id_66b0bfd1_fk_community_space_id FOREIGN KEY (space_id) REFERENCES public.community_space(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_follow
    ADD CONSTRAINT community_follow_member_id_cd548560_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_follow
    ADD CONSTRAINT community_follow_person_id_72876a74_fk_members_member_id FOREIGN KEY (person_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_follow
    ADD CONSTRAINT community_follow_space_id_e1b36fc7_fk_community_space_id FOREIGN KEY (space_id) REFERENCES public.community_space(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_follow
    ADD CONSTRAINT community_follow_thread_id_210e50cc_fk_community_thread_id FOREIGN KEY (thread_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_formerguideslug
    ADD CONSTRAINT community_formerguid_guide_id_b0be113f_fk_community FOREIGN KEY (guide_id) REFERENCES public.community_guide(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_formerplace
    ADD CONSTRAINT community_formerplace_post_id_a3cd8da6_fk_community_post_id FOREIGN KEY (post_id) REFERENCES public.community_post(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_formerplace
    ADD CONSTRAINT community_formerplace_thread_id_79616cff_fk_community_thread_id FOREIGN KEY (thread_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_formerslug
    ADD CONSTRAINT community_formerslug_space_id_f32ec317_fk_community_space_id FOREIGN KEY (space_id) REFERENCES public.community_space(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_guide
    ADD CONSTRAINT community_guide_checked_by_id_52671898_fk_members_member_id FOREIGN KEY (checked_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_guide
    ADD CONSTRAINT community_guide_created_by_id_57b363c3_fk_members_member_id FOREIGN KEY (created_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_guide
    ADD CONSTRAINT community_guide_edited_by_id_6fe2ec88_fk_members_member_id FOREIGN KEY (edited_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_guide
    ADD CONSTRAINT community_guide_hidden_by_id_9e0b8740_fk_members_member_id FOREIGN KEY (hidden_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_guide
    ADD CONSTRAINT community_guide_owner_id_ac1d7737_fk_members_member_id FOREIGN KEY (owner_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_guide
    ADD CONSTRAINT community_guide_published_by_id_b558b735_fk_members_member_id FOREIGN KEY (published_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_guide
    ADD CONSTRAINT community_guide_retired_by_id_cfe3435e_fk_members_member_id FOREIGN KEY (retired_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_guide
    ADD CONSTRAINT community_guide_review_asked_by_id_0acc37a9_fk_members_m FOREIGN KEY (review_asked_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_guide
    ADD CONSTRAINT community_guide_space_id_69ff99b3_fk_community_space_id FOREIGN KEY (space_id) REFERENCES public.community_space(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_guide
    ADD CONSTRAINT community_guide_thread_id_beb7e7b4_fk_community_thread_id FOREIGN KEY (thread_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_guideeditor
    ADD CONSTRAINT community_guideeditor_guide_id_cbbe5469_fk_community_guide_id FOREIGN KEY (guide_id) REFERENCES public.community_guide(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_guideeditor
    ADD CONSTRAINT community_guideeditor_member_id_c6c110d2_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_guidelink
    ADD CONSTRAINT community_guidelink_guide_id_19975f12_fk_community_guide_id FOREIGN KEY (guide_id) REFERENCES public.community_guide(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_guidelink
    ADD CONSTRAINT community_guidelink_thread_id_ad76462c_fk_community_thread_id FOREIGN KEY (thread_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_guiderevision
    ADD CONSTRAINT community_guiderevision_author_id_617225b1_fk_members_member_id FOREIGN KEY (author_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_guiderevision
    ADD CONSTRAINT community_guiderevision_guide_id_6407c503_fk_community_guide_id FOREIGN KEY (guide_id) REFERENCES public.community_guide(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_guidesource
    ADD CONSTRAINT community_guidesource_guide_id_bd79adb3_fk_community_guide_id FOREIGN KEY (guide_id) REFERENCES public.community_guide(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_guidesource
    ADD CONSTRAINT community_guidesource_post_id_296f4a46_fk_community_post_id FOREIGN KEY (post_id) REFERENCES public.community_post(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_guidesource
    ADD CONSTRAINT community_guidesource_thread_id_b1f70e13_fk_community_thread_id FOREIGN KEY (thread_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_guidestep
    ADD CONSTRAINT community_guidestep_by_id_354e777d_fk_members_member_id FOREIGN KEY (by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_guidestep
    ADD CONSTRAINT community_guidestep_guide_id_fea30e81_fk_community_guide_id FOREIGN KEY (guide_id) REFERENCES public.community_guide(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_guidevote
    ADD CONSTRAINT community_guidevote_guide_id_31a55f10_fk_community_guide_id FOREIGN KEY (guide_id) REFERENCES public.community_guide(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_guidevote
    ADD CONSTRAINT community_guidevote_member_id_1ae6c5bd_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_helpask
    ADD CONSTRAINT community_helpask_by_id_084b08ad_fk_members_member_id FOREIGN KEY (by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_helpask
    ADD CONSTRAINT community_helpask_member_id_f4e66990_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_helpask
    ADD CONSTRAINT community_helpask_thread_id_1decd432_fk_community_thread_id FOREIGN KEY (thread_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_poll
    ADD CONSTRAINT community_poll_closed_by_id_47690156_fk_members_member_id FOREIGN KEY (closed_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_poll
    ADD CONSTRAINT community_poll_post_id_67e0f705_fk_community_post_id FOREIGN KEY (post_id) REFERENCES public.community_post(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_polloption
    ADD CONSTRAINT community_polloption_poll_id_ab2fdf9f_fk_community_poll_id FOREIGN KEY (poll_id) REFERENCES public.community_poll(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_pollvote
    ADD CONSTRAINT community_pollvote_member_id_de8a14a9_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_pollvote
    ADD CONSTRAINT community_pollvote_poll_id_d10833bf_fk_community_poll_id FOREIGN KEY (poll_id) REFERENCES public.community_poll(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_post
    ADD CONSTRAINT community_post_author_id_a6c5f564_fk_members_member_id FOREIGN KEY (author_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_post
    ADD CONSTRAINT community_post_deleted_by_id_bd715afd_fk_members_member_id FOREIGN KEY (deleted_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_post
    ADD CONSTRAINT community_post_edited_by_id_83ab3f93_fk_members_member_id FOREIGN KEY (edited_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_post
    ADD CONSTRAINT community_post_hidden_by_id_cf5aaefc_fk_members_member_id FOREIGN KEY (hidden_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_post
    ADD CONSTRAINT community_post_reply_to_id_21ee7b05_fk_community_post_id FOREIGN KEY (reply_to_id) REFERENCES public.community_post(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_post
    ADD CONSTRAINT community_post_thread_id_67d7c63c_fk_community_thread_id FOREIGN KEY (thread_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_postlink
    ADD CONSTRAINT community_postlink_post_id_0ba9addb_fk_community_post_id FOREIGN KEY (post_id) REFERENCES public.community_post(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_postlink
    ADD CONSTRAINT community_postlink_thread_id_cebc6b40_fk_community_thread_id FOREIGN KEY (thread_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_previewuse
    ADD CONSTRAINT community_previewuse_post_id_6929ee2e_fk_community_post_id FOREIGN KEY (post_id) REFERENCES public.community_post(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_previewuse
    ADD CONSTRAINT community_previewuse_preview_id_e729e6f0_fk_community FOREIGN KEY (preview_id) REFERENCES public.community_preview(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_previewuse
    ADD CONSTRAINT community_previewuse_removed_by_id_6033271a_fk_members_m FOREIGN KEY (removed_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_reaction
    ADD CONSTRAINT community_reaction_member_id_64da21b3_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_reaction
    ADD CONSTRAINT community_reaction_post_id_d280acb9_fk_community_post_id FOREIGN KEY (post_id) REFERENCES public.community_post(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_reading
    ADD CONSTRAINT community_reading_member_id_fad9c772_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_reading
    ADD CONSTRAINT community_reading_thread_id_7c77fa55_fk_community_thread_id FOREIGN KEY (thread_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_relatedthreads
    ADD CONSTRAINT community_relatedthr_thread_id_cade0782_fk_community FOREIGN KEY (thread_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_reminder
    ADD CONSTRAINT community_reminder_bookmark_id_36007f3f_fk_community FOREIGN KEY (bookmark_id) REFERENCES public.community_bookmark(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_revision
    ADD CONSTRAINT community_revision_author_id_1896126b_fk_members_member_id FOREIGN KEY (author_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_revision
    ADD CONSTRAINT community_revision_post_id_3afc3304_fk_community_post_id FOREIGN KEY (post_id) REFERENCES public.community_post(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_routing
    ADD CONSTRAINT community_routing_thread_id_b9805dcc_fk_community_thread_id FOREIGN KEY (thread_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_savedsearch
    ADD CONSTRAINT community_savedsearch_member_id_34be874a_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_searchdocument
    ADD CONSTRAINT community_searchdocu_author_id_19472e58_fk_members_m FOREIGN KEY (author_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_searchdocument
    ADD CONSTRAINT community_searchdocu_space_id_77a6c803_fk_community FOREIGN KEY (space_id) REFERENCES public.community_space(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_searchdocument
    ADD CONSTRAINT community_searchdocu_thread_id_c5e069a4_fk_community FOREIGN KEY (thread_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_searchnews
    ADD CONSTRAINT community_searchnews_saved_id_f061ddfd_fk_community FOREIGN KEY (saved_id) REFERENCES public.community_savedsearch(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_silence
    ADD CONSTRAINT community_silence_member_id_08569ae6_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_silence
    ADD CONSTRAINT community_silence_other_id_fa1ab30e_fk_members_member_id FOREIGN KEY (other_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_space
    ADD CONSTRAINT community_space_archived_by_id_27a0bd9f_fk_members_member_id FOREIGN KEY (archived_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_space
    ADD CONSTRAINT community_space_deleted_by_id_86ee6512_fk_members_member_id FOREIGN KEY (deleted_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_space
    ADD CONSTRAINT community_space_group_id_08e3615b_fk_members_group_id FOREIGN KEY (group_id) REFERENCES public.members_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_space
    ADD CONSTRAINT community_space_parent_id_de5ca9d8_fk_community_space_id FOREIGN KEY (parent_id) REFERENCES public.community_space(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_spacehost
    ADD CONSTRAINT community_spacehost_member_id_763a0780_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_spacehost
    ADD CONSTRAINT community_spacehost_space_id_fd22eff7_fk_community_space_id FOREIGN KEY (space_id) REFERENCES public.community_space(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_statuschange
    ADD CONSTRAINT community_statuschan_thread_id_542a07ed_fk_community FOREIGN KEY (thread_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_statuschange
    ADD CONSTRAINT community_statuschange_by_id_b62c2ae4_fk_members_member_id FOREIGN KEY (by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_suggestion
    ADD CONSTRAINT community_suggestion_by_id_70707e9a_fk_members_member_id FOREIGN KEY (by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_suggestion
    ADD CONSTRAINT community_suggestion_canonical_id_d5858502_fk_community FOREIGN KEY (canonical_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_suggestion
    ADD CONSTRAINT community_suggestion_thread_id_18fa5977_fk_community_thread_id FOREIGN KEY (thread_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_tag
    ADD CONSTRAINT community_tag_retired_by_id_e16a049d_fk_members_member_id FOREIGN KEY (retired_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_tag
    ADD CONSTRAINT community_tag_synonym_of_id_17c88359_fk_community_tag_id FOREIGN KEY (synonym_of_id) REFERENCES public.community_tag(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_thread
    ADD CONSTRAINT community_thread_answer_id_fb24c56e_fk_community_post_id FOREIGN KEY (answer_id) REFERENCES public.community_post(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_thread
    ADD CONSTRAINT community_thread_answered_by_id_b3f99ffd_fk_members_member_id FOREIGN KEY (answered_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_thread
    ADD CONSTRAINT community_thread_archived_by_id_920e0959_fk_members_member_id FOREIGN KEY (archived_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_thread
    ADD CONSTRAINT community_thread_author_id_8cd7c473_fk_members_member_id FOREIGN KEY (author_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_thread
    ADD CONSTRAINT community_thread_closed_by_id_1e355b43_fk_members_member_id FOREIGN KEY (closed_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_thread
    ADD CONSTRAINT community_thread_deleted_by_id_fb1f2b1d_fk_members_member_id FOREIGN KEY (deleted_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_thread
    ADD CONSTRAINT community_thread_duplicate_by_id_0675e536_fk_members_member_id FOREIGN KEY (duplicate_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_thread
    ADD CONSTRAINT community_thread_duplicate_of_id_1f864a87_fk_community FOREIGN KEY (duplicate_of_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_thread
    ADD CONSTRAINT community_thread_merged_by_id_2d74eb2c_fk_members_member_id FOREIGN KEY (merged_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_thread
    ADD CONSTRAINT community_thread_merged_into_id_9268f0fe_fk_community_thread_id FOREIGN KEY (merged_into_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_thread
    ADD CONSTRAINT community_thread_pinned_by_id_fa5670e0_fk_members_member_id FOREIGN KEY (pinned_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_thread
    ADD CONSTRAINT community_thread_responsible_id_7e7e591c_fk_members_member_id FOREIGN KEY (responsible_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_thread
    ADD CONSTRAINT community_thread_space_id_3aa09681_fk_community_space_id FOREIGN KEY (space_id) REFERENCES public.community_space(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_threadtimer
    ADD CONSTRAINT community_threadtimer_set_by_id_e45e690d_fk_members_member_id FOREIGN KEY (set_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_threadtimer
    ADD CONSTRAINT community_threadtimer_thread_id_cc1e6b8d_fk_community_thread_id FOREIGN KEY (thread_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_turn
    ADD CONSTRAINT community_turn_member_id_c049e42a_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_turn
    ADD CONSTRAINT community_turn_thread_id_5bcece3b_fk_community_thread_id FOREIGN KEY (thread_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_upload
    ADD CONSTRAINT community_upload_guide_id_816f994b_fk_community_guide_id FOREIGN KEY (guide_id) REFERENCES public.community_guide(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_upload
    ADD CONSTRAINT community_upload_owner_id_2040aad6_fk_members_member_id FOREIGN KEY (owner_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_upload
    ADD CONSTRAINT community_upload_post_id_a6227766_fk_community_post_id FOREIGN KEY (post_id) REFERENCES public.community_post(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_visit
    ADD CONSTRAINT community_visit_member_id_17c9a28e_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_vote
    ADD CONSTRAINT community_vote_came_from_id_fc1a2abd_fk_community_thread_id FOREIGN KEY (came_from_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_vote
    ADD CONSTRAINT community_vote_member_id_5a0c3c37_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_vote
    ADD CONSTRAINT community_vote_thread_id_9679b670_fk_community_thread_id FOREIGN KEY (thread_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_welcomerules
    ADD CONSTRAINT community_welcomerul_intro_space_id_ebd50c8b_fk_community FOREIGN KEY (intro_space_id) REFERENCES public.community_space(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_welcomestep
    ADD CONSTRAINT community_welcomestep_guide_id_e7e198b9_fk_community_guide_id FOREIGN KEY (guide_id) REFERENCES public.community_guide(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_welcomestep
    ADD CONSTRAINT community_welcomestep_member_id_1aa7d6d5_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.community_welcomestep
    ADD CONSTRAINT community_welcomestep_thread_id_f9bb683f_fk_community_thread_id FOREIGN KEY (thread_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_ambassador
    ADD CONSTRAINT members_ambassador_grant_id_dd0ce91c_fk_members_levelgrant_id FOREIGN KEY (grant_id) REFERENCES public.members_levelgrant(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_ambassador
    ADD CONSTRAINT members_ambassador_member_id_047e90f3_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_ambassadorapplication
    ADD CONSTRAINT members_ambassadorap_nomination_id_616108e1_fk_members_n FOREIGN KEY (nomination_id) REFERENCES public.members_nomination(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_ambassadorprogramme
    ADD CONSTRAINT members_ambassadorpr_group_id_45413ebf_fk_members_g FOREIGN KEY (group_id) REFERENCES public.members_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_ambassadorprogramme
    ADD CONSTRAINT members_ambassadorpr_opened_by_id_ef4f9a27_fk_members_m FOREIGN KEY (opened_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_application
    ADD CONSTRAINT members_application_decided_by_id_d3495fb8_fk_members_member_id FOREIGN KEY (decided_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_application
    ADD CONSTRAINT members_application_invitation_id_3258d179_fk_members_i FOREIGN KEY (invitation_id) REFERENCES public.members_invitation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_application
    ADD CONSTRAINT members_application_referrer_id_010cff76_fk_members_member_id FOREIGN KEY (referrer_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_assignment
    ADD CONSTRAINT members_assignment_experiment_id_3b5cc03e_fk_members_e FOREIGN KEY (experiment_id) REFERENCES public.members_experiment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_assignment
    ADD CONSTRAINT members_assignment_member_id_9a2e98c6_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_assignment
    ADD CONSTRAINT members_assignment_variant_id_c1dd2607_fk_members_variant_id FOREIGN KEY (variant_id) REFERENCES public.members_variant(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_badge
    ADD CONSTRAINT members_badge_made_by_id_6180785c_fk_members_member_id FOREIGN KEY (made_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_badge
    ADD CONSTRAINT members_badge_retired_by_id_b9280c35_fk_members_member_id FOREIGN KEY (retired_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_badge
    ADD CONSTRAINT members_badge_segment_id_87a5acc7_fk_members_segment_id FOREIGN KEY (segment_id) REFERENCES public.members_segment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_badgeaward
    ADD CONSTRAINT members_badgeaward_awarded_by_id_511d2e5d_fk_members_member_id FOREIGN KEY (awarded_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_badgeaward
    ADD CONSTRAINT members_badgeaward_badge_id_82a1715a_fk_members_badge_id FOREIGN KEY (badge_id) REFERENCES public.members_badge(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_badgeaward
    ADD CONSTRAINT members_badgeaward_member_id_7a3667be_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_badgeaward
    ADD CONSTRAINT members_badgeaward_revoked_by_id_99e50433_fk_members_member_id FOREIGN KEY (revoked_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_checkin
    ADD CONSTRAINT members_checkin_mentorship_id_ea83a14e_fk_members_mentorship_id FOREIGN KEY (mentorship_id) REFERENCES public.members_mentorship(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_dataexport
    ADD CONSTRAINT members_dataexport_member_id_b1fb2eb7_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_deedtimes
    ADD CONSTRAINT members_deedtimes_member_id_d268a4b8_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_digest
    ADD CONSTRAINT members_digest_member_id_933d4556_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_digestchoice
    ADD CONSTRAINT members_digestchoice_member_id_466ad540_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_digestnote
    ADD CONSTRAINT members_digestnote_ended_by_id_e8e3e812_fk_members_member_id FOREIGN KEY (ended_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_digestnote
    ADD CONSTRAINT members_digestnote_written_by_id_4e976399_fk_members_member_id FOREIGN KEY (written_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_digestplan
    ADD CONSTRAINT members_digestplan_approved_by_id_5fc4160f_fk_members_member_id FOREIGN KEY (approved_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_duty
    ADD CONSTRAINT members_duty_asked_by_id_1a2e3844_fk_members_member_id FOREIGN KEY (asked_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_duty
    ADD CONSTRAINT members_duty_done_by_id_e50da7cc_fk_members_member_id FOREIGN KEY (done_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_duty
    ADD CONSTRAINT members_duty_member_id_c87cd32e_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_duty
    ADD CONSTRAINT members_duty_owner_id_1b6b362a_fk_members_member_id FOREIGN KEY (owner_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_earned
    ADD CONSTRAINT members_earned_giver_id_8a447c8f_fk_members_member_id FOREIGN KEY (giver_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_earned
    ADD CONSTRAINT members_earned_member_id_ef4a82d9_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_experiment
    ADD CONSTRAINT members_experiment_created_by_id_8edcd839_fk_members_member_id FOREIGN KEY (created_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_experiment
    ADD CONSTRAINT members_experiment_segment_id_e1da50ed_fk_members_segment_id FOREIGN KEY (segment_id) REFERENCES public.members_segment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_experiment
    ADD CONSTRAINT members_experiment_started_by_id_00ce2e53_fk_members_member_id FOREIGN KEY (started_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_experiment
    ADD CONSTRAINT members_experiment_stopped_by_id_c8a4963b_fk_members_member_id FOREIGN KEY (stopped_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_formerhandle
    ADD CONSTRAINT members_formerhandle_member_id_e8e40ce4_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_groupapplication
    ADD CONSTRAINT members_groupapplica_decided_by_id_13475d1d_fk_members_m FOREIGN KEY (decided_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_groupapplication
    ADD CONSTRAINT members_groupapplica_member_id_39a2c0e3_fk_members_m FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_groupapplication
    ADD CONSTRAINT members_groupapplication_group_id_5dfb3f60_fk_members_group_id FOREIGN KEY (group_id) REFERENCES public.members_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_groupbar
    ADD CONSTRAINT members_groupbar_barred_by_id_385e0c1c_fk_members_member_id FOREIGN KEY (barred_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_groupbar
    ADD CONSTRAINT members_groupbar_group_id_9bbcc33c_fk_members_group_id FOREIGN KEY (group_id) REFERENCES public.members_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_groupbar
    ADD CONSTRAINT members_groupbar_lifted_by_id_c40727c1_fk_members_member_id FOREIGN KEY (lifted_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_groupbar
    ADD CONSTRAINT members_groupbar_member_id_9f708fd6_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_groupinvitation
    ADD CONSTRAINT members_groupinvitat_inviter_id_f5c0e9c4_fk_members_m FOREIGN KEY (inviter_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_groupinvitation
    ADD CONSTRAINT members_groupinvitat_withdrawn_by_id_46646326_fk_members_m FOREIGN KEY (withdrawn_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_groupinvitation
    ADD CONSTRAINT members_groupinvitation_group_id_5f25824d_fk_members_group_id FOREIGN KEY (group_id) REFERENCES public.members_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_groupinvitation
    ADD CONSTRAINT members_groupinvitation_member_id_8da43698_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_groupmembership
    ADD CONSTRAINT members_groupmembership_group_id_0f0b2f87_fk_members_group_id FOREIGN KEY (group_id) REFERENCES public.members_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_groupmembership
    ADD CONSTRAINT members_groupmembership_member_id_8e07cdf0_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_icebreaker
    ADD CONSTRAINT members_icebreaker_removed_by_id_4b14b400_fk_members_member_id FOREIGN KEY (removed_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_icebreakeranswer
    ADD CONSTRAINT members_icebreakeran_breaker_id_087f7044_fk_members_i FOREIGN KEY (breaker_id) REFERENCES public.members_icebreaker(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_icebreakeranswer
    ADD CONSTRAINT members_icebreakeran_member_id_bd0a2fdd_fk_members_m FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_invitation
    ADD CONSTRAINT members_invitation_batch_id_880119e2_fk_members_i FOREIGN KEY (batch_id) REFERENCES public.members_invitationbatch(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_invitation
    ADD CONSTRAINT members_invitation_inviter_id_e78e6b76_fk_members_member_id FOREIGN KEY (inviter_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_invitation
    ADD CONSTRAINT members_invitation_used_by_id_a823a989_fk_members_member_id FOREIGN KEY (used_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_invitation
    ADD CONSTRAINT members_invitation_withdrawn_by_id_227cc1a4_fk_members_m FOREIGN KEY (withdrawn_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_invitationbatch
    ADD CONSTRAINT members_invitationba_made_by_id_4cff0cbe_fk_members_m FOREIGN KEY (made_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_invitationbatch
    ADD CONSTRAINT members_invitationbatch_badge_id_73b5b2d2_fk_members_badge_id FOREIGN KEY (badge_id) REFERENCES public.members_badge(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_invitationbatch
    ADD CONSTRAINT members_invitationbatch_group_id_f74dd59e_fk_members_group_id FOREIGN KEY (group_id) REFERENCES public.members_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_journey
    ADD CONSTRAINT members_journey_version_id_65d78b5f_fk_members_j FOREIGN KEY (version_id) REFERENCES public.members_journeyversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_journeycall
    ADD CONSTRAINT members_journeycall_receiver_id_92affa9d_fk_members_receiver_id FOREIGN KEY (receiver_id) REFERENCES public.members_receiver(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_journeycall
    ADD CONSTRAINT members_journeycall_run_id_7af7fd5e_fk_members_run_id FOREIGN KEY (run_id) REFERENCES public.members_run(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_journeymessage
    ADD CONSTRAINT members_journeymessage_host_id_89bff5ef_fk_members_member_id FOREIGN KEY (host_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_journeymessage
    ADD CONSTRAINT members_journeymessage_member_id_8d7595ae_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_journeymessage
    ADD CONSTRAINT members_journeymessage_run_id_b11b5baf_fk_members_run_id FOREIGN KEY (run_id) REFERENCES public.members_run(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_journeystop
    ADD CONSTRAINT members_journeystop_journey_id_d7e2dcfe_fk_members_journey_id FOREIGN KEY (journey_id) REFERENCES public.members_journey(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_journeystop
    ADD CONSTRAINT members_journeystop_member_id_e2f9919a_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_journeyversion
    ADD CONSTRAINT members_journeyversi_journey_id_0ab209ed_fk_members_j FOREIGN KEY (journey_id) REFERENCES public.members_journey(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_journeyversion
    ADD CONSTRAINT members_journeyversi_published_by_id_7375c999_fk_members_m FOREIGN KEY (published_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_kitfile
    ADD CONSTRAINT members_kitfile_added_by_id_84614669_fk_members_member_id FOREIGN KEY (added_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_leaving
    ADD CONSTRAINT members_leaving_asked_by_id_b8cb2b0d_fk_members_member_id FOREIGN KEY (asked_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_leaving
    ADD CONSTRAINT members_leaving_member_id_4c030b11_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_levelgrant
    ADD CONSTRAINT members_levelgrant_ended_by_id_f920ddda_fk_members_member_id FOREIGN KEY (ended_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_levelgrant
    ADD CONSTRAINT members_levelgrant_given_by_id_3026e6f4_fk_members_member_id FOREIGN KEY (given_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_levelgrant
    ADD CONSTRAINT members_levelgrant_member_id_39480a34_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_levelmove
    ADD CONSTRAINT members_levelmove_member_id_c997cd19_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_levelrule
    ADD CONSTRAINT members_levelrule_made_by_id_b46b4e12_fk_members_member_id FOREIGN KEY (made_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_levelrule
    ADD CONSTRAINT members_levelrule_withdrawn_by_id_2535794c_fk_members_member_id FOREIGN KEY (withdrawn_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_levelstanding
    ADD CONSTRAINT members_levelstanding_member_id_fb07126c_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_mail
    ADD CONSTRAINT members_mail_member_id_dbf3fc01_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_mailitem
    ADD CONSTRAINT members_mailitem_mail_id_754fac16_fk_members_mail_id FOREIGN KEY (mail_id) REFERENCES public.members_mail(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_mailitem
    ADD CONSTRAINT members_mailitem_member_id_c5f06f24_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_mailitem
    ADD CONSTRAINT members_mailitem_notification_id_5750d00b_fk_members_n FOREIGN KEY (notification_id) REFERENCES public.members_notification(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_mailstop
    ADD CONSTRAINT members_mailstop_member_id_fc215d5b_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_mentor
    ADD CONSTRAINT members_mentor_member_id_60122527_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_mentoringrules
    ADD CONSTRAINT members_mentoringrules_group_id_f0715e71_fk_members_group_id FOREIGN KEY (group_id) REFERENCES public.members_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_mentoringrules
    ADD CONSTRAINT members_mentoringrules_on_by_id_59d0dbff_fk_members_member_id FOREIGN KEY (on_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_mentorship
    ADD CONSTRAINT members_mentorship_ended_by_id_5a123fbb_fk_members_member_id FOREIGN KEY (ended_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_mentorship
    ADD CONSTRAINT members_mentorship_mentor_id_8e84382d_fk_members_member_id FOREIGN KEY (mentor_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_mentorship
    ADD CONSTRAINT members_mentorship_newcomer_id_88f858e2_fk_members_member_id FOREIGN KEY (newcomer_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_message
    ADD CONSTRAINT members_message_about_id_9aed5b69_fk_members_member_id FOREIGN KEY (about_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_message
    ADD CONSTRAINT members_message_author_id_11815947_fk_members_member_id FOREIGN KEY (author_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_message
    ADD CONSTRAINT members_message_hidden_by_id_518a9a58_fk_members_member_id FOREIGN KEY (hidden_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_message
    ADD CONSTRAINT members_message_talk_id_fca048dd_fk_members_talk_id FOREIGN KEY (talk_id) REFERENCES public.members_talk(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_messagepicture
    ADD CONSTRAINT members_messagepictu_message_id_e30741ab_fk_members_m FOREIGN KEY (message_id) REFERENCES public.members_message(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_messagereport
    ADD CONSTRAINT members_messagereport_author_id_c3cbd079_fk_members_member_id FOREIGN KEY (author_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_messagereport
    ADD CONSTRAINT members_messagereport_message_id_a3a3a08b_fk_members_message_id FOREIGN KEY (message_id) REFERENCES public.members_message(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_messagereport
    ADD CONSTRAINT members_messagereport_reporter_id_5e42a047_fk_members_member_id FOREIGN KEY (reporter_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_nomination
    ADD CONSTRAINT members_nomination_decided_by_id_dac62ce7_fk_members_member_id FOREIGN KEY (decided_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_nomination
    ADD CONSTRAINT members_nomination_made_by_id_d55f8a56_fk_members_member_id FOREIGN KEY (made_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_nomination
    ADD CONSTRAINT members_nomination_member_id_98e3cfe7_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_notification
    ADD CONSTRAINT members_notification_member_id_9be3d096_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_passed
    ADD CONSTRAINT members_passed_run_id_8077e475_fk_members_run_id FOREIGN KEY (run_id) REFERENCES public.members_run(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_preference
    ADD CONSTRAINT members_preference_member_id_3f76e803_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_push
    ADD CONSTRAINT members_push_member_id_37e5f94b_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_pushdevice
    ADD CONSTRAINT members_pushdevice_member_id_2f976d08_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_pushitem
    ADD CONSTRAINT members_pushitem_member_id_fc61ad2f_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_pushitem
    ADD CONSTRAINT members_pushitem_push_id_7ac1e43e_fk_members_push_id FOREIGN KEY (push_id) REFERENCES public.members_push(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_pushsending
    ADD CONSTRAINT members_pushsending_device_id_66b58716_fk_members_pushdevice_id FOREIGN KEY (device_id) REFERENCES public.members_pushdevice(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_pushsending
    ADD CONSTRAINT members_pushsending_push_id_1393a529_fk_members_push_id FOREIGN KEY (push_id) REFERENCES public.members_push(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_quiethours
    ADD CONSTRAINT members_quiethours_member_id_b127f21b_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_receipt
    ADD CONSTRAINT members_receipt_set_aside_by_id_257cd947_fk_members_member_id FOREIGN KEY (set_aside_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_receiver
    ADD CONSTRAINT members_receiver_made_by_id_8e13488c_fk_members_member_id FOREIGN KEY (made_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_referral
    ADD CONSTRAINT members_referral_member_id_cfe95461_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_referral
    ADD CONSTRAINT members_referral_referrer_id_729c510b_fk_members_member_id FOREIGN KEY (referrer_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_referrallink
    ADD CONSTRAINT members_referrallink_member_id_ae76cc9d_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_reviewnote
    ADD CONSTRAINT members_reviewnote_application_id_95aa02ff_fk_members_a FOREIGN KEY (application_id) REFERENCES public.members_ambassadorapplication(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_reviewnote
    ADD CONSTRAINT members_reviewnote_author_id_4d017c10_fk_members_member_id FOREIGN KEY (author_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_reviewquestion
    ADD CONSTRAINT members_reviewquesti_application_id_db682e81_fk_members_a FOREIGN KEY (application_id) REFERENCES public.members_ambassadorapplication(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_reviewquestion
    ADD CONSTRAINT members_reviewquesti_asked_by_id_52ad0ba4_fk_members_m FOREIGN KEY (asked_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_run
    ADD CONSTRAINT members_run_journey_id_31167cd4_fk_members_journey_id FOREIGN KEY (journey_id) REFERENCES public.members_journey(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_run
    ADD CONSTRAINT members_run_member_id_7f806d08_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_run
    ADD CONSTRAINT members_run_version_id_2a557fde_fk_members_journeyversion_id FOREIGN KEY (version_id) REFERENCES public.members_journeyversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_scoring
    ADD CONSTRAINT members_scoring_counted_by_id_a7ecda64_fk_members_member_id FOREIGN KEY (counted_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_scoring
    ADD CONSTRAINT members_scoring_shown_by_id_6442353a_fk_members_member_id FOREIGN KEY (shown_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_segment
    ADD CONSTRAINT members_segment_archived_by_id_a256cd63_fk_members_member_id FOREIGN KEY (archived_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_segment
    ADD CONSTRAINT members_segment_changed_by_id_f3d5333f_fk_members_member_id FOREIGN KEY (changed_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_segment
    ADD CONSTRAINT members_segment_created_by_id_d6846776_fk_members_member_id FOREIGN KEY (created_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_spending
    ADD CONSTRAINT members_spending_ambassador_id_060310b9_fk_members_a FOREIGN KEY (ambassador_id) REFERENCES public.members_ambassador(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_spending
    ADD CONSTRAINT members_spending_noted_by_id_624efdd5_fk_members_member_id FOREIGN KEY (noted_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_stagechoice
    ADD CONSTRAINT members_stagechoice_by_id_e1ce2929_fk_members_member_id FOREIGN KEY (by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_stagechoice
    ADD CONSTRAINT members_stagechoice_member_id_3478a059_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_stagerule
    ADD CONSTRAINT members_stagerule_segment_id_d91709f8_fk_members_segment_id FOREIGN KEY (segment_id) REFERENCES public.members_segment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_standing
    ADD CONSTRAINT members_standing_member_id_79e0b03b_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_talk
    ADD CONSTRAINT members_talk_begun_by_id_c685309e_fk_members_member_id FOREIGN KEY (begun_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_talkseat
    ADD CONSTRAINT members_talkseat_added_by_id_c112e0a4_fk_members_member_id FOREIGN KEY (added_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_talkseat
    ADD CONSTRAINT members_talkseat_member_id_9acf8806_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_talkseat
    ADD CONSTRAINT members_talkseat_talk_id_6f723fff_fk_members_talk_id FOREIGN KEY (talk_id) REFERENCES public.members_talk(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_thanks
    ADD CONSTRAINT members_thanks_giver_id_63f4d5e1_fk_members_member_id FOREIGN KEY (giver_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_thanks
    ADD CONSTRAINT members_thanks_receiver_id_8d207e71_fk_members_member_id FOREIGN KEY (receiver_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_unreachable
    ADD CONSTRAINT members_unreachable_member_id_9f65cff6_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.members_variant
    ADD CONSTRAINT members_variant_experiment_id_4bbf3019_fk_members_experiment_id FOREIGN KEY (experiment_id) REFERENCES public.members_experiment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_arrival
    ADD CONSTRAINT metrics_arrival_member_id_2558cd43_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_arrival
    ADD CONSTRAINT metrics_arrival_referrer_id_82c2caae_fk_members_member_id FOREIGN KEY (referrer_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_daycut
    ADD CONSTRAINT metrics_daycut_space_id_b44786af_fk_community_space_id FOREIGN KEY (space_id) REFERENCES public.community_space(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_effect
    ADD CONSTRAINT metrics_effect_occurrence_id_e3a22d47_fk_programs_occurrence_id FOREIGN KEY (occurrence_id) REFERENCES public.programs_occurrence(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_factfile
    ADD CONSTRAINT metrics_factfile_made_by_id_c2a3e90d_fk_members_member_id FOREIGN KEY (made_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_factfile
    ADD CONSTRAINT metrics_factfile_source_id_8b1a43c8_fk_metrics_outsidesource_id FOREIGN KEY (source_id) REFERENCES public.metrics_outsidesource(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_factkind
    ADD CONSTRAINT metrics_factkind_source_id_b2c864de_fk_metrics_outsidesource_id FOREIGN KEY (source_id) REFERENCES public.metrics_outsidesource(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_finding
    ADD CONSTRAINT metrics_finding_aside_by_id_c1084354_fk_members_member_id FOREIGN KEY (aside_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_finding
    ADD CONSTRAINT metrics_finding_space_id_6e65da06_fk_community_space_id FOREIGN KEY (space_id) REFERENCES public.community_space(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_funnelstart
    ADD CONSTRAINT metrics_funnelstart_by_id_841258f0_fk_members_member_id FOREIGN KEY (by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_funnelstart
    ADD CONSTRAINT metrics_funnelstart_journey_id_c48bd301_fk_members_journey_id FOREIGN KEY (journey_id) REFERENCES public.members_journey(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_healthkey
    ADD CONSTRAINT metrics_healthkey_made_by_id_cc06bc71_fk_members_member_id FOREIGN KEY (made_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_look
    ADD CONSTRAINT metrics_look_plan_id_7ab2a10e_fk_metrics_plan_id FOREIGN KEY (plan_id) REFERENCES public.metrics_plan(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_measurerule
    ADD CONSTRAINT metrics_measurerule_changed_by_id_70570a0f_fk_members_member_id FOREIGN KEY (changed_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_measurerule
    ADD CONSTRAINT metrics_measurerule_owner_id_1d1bf8f0_fk_members_member_id FOREIGN KEY (owner_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_memberday
    ADD CONSTRAINT metrics_memberday_member_id_5fe08649_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_memberday
    ADD CONSTRAINT metrics_memberday_space_id_dd8f4fbd_fk_community_space_id FOREIGN KEY (space_id) REFERENCES public.community_space(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_memo
    ADD CONSTRAINT metrics_memo_member_id_83200ae1_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_memochoice
    ADD CONSTRAINT metrics_memochoice_member_id_2002c14a_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_moodweek
    ADD CONSTRAINT metrics_moodweek_space_id_107f5f70_fk_community_space_id FOREIGN KEY (space_id) REFERENCES public.community_space(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_opening
    ADD CONSTRAINT metrics_opening_author_id_3eec8d89_fk_members_member_id FOREIGN KEY (author_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_opening
    ADD CONSTRAINT metrics_opening_space_id_2dc3974a_fk_community_space_id FOREIGN KEY (space_id) REFERENCES public.community_space(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_opening
    ADD CONSTRAINT metrics_opening_thread_id_46e5782c_fk_community_thread_id FOREIGN KEY (thread_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_outsidefact
    ADD CONSTRAINT metrics_outsidefact_kind_id_4c886cd0_fk_metrics_factkind_id FOREIGN KEY (kind_id) REFERENCES public.metrics_factkind(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_outsidefact
    ADD CONSTRAINT metrics_outsidefact_member_id_d3e97d95_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_outsidesource
    ADD CONSTRAINT metrics_outsidesource_made_by_id_c6d76739_fk_members_member_id FOREIGN KEY (made_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_plan
    ADD CONSTRAINT metrics_plan_against_id_ed149a3b_fk_members_variant_id FOREIGN KEY (against_id) REFERENCES public.members_variant(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_plan
    ADD CONSTRAINT metrics_plan_experiment_id_30a012f3_fk_members_experiment_id FOREIGN KEY (experiment_id) REFERENCES public.members_experiment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_plan
    ADD CONSTRAINT metrics_plan_made_by_id_86e8d584_fk_members_member_id FOREIGN KEY (made_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_result
    ADD CONSTRAINT metrics_result_best_id_89328fac_fk_members_variant_id FOREIGN KEY (best_id) REFERENCES public.members_variant(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_result
    ADD CONSTRAINT metrics_result_look_id_364b762e_fk_metrics_look_id FOREIGN KEY (look_id) REFERENCES public.metrics_look(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_result
    ADD CONSTRAINT metrics_result_plan_id_a5063248_fk_metrics_plan_id FOREIGN KEY (plan_id) REFERENCES public.metrics_plan(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_score
    ADD CONSTRAINT metrics_score_space_id_6f385539_fk_community_space_id FOREIGN KEY (space_id) REFERENCES public.community_space(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_visitcounting
    ADD CONSTRAINT metrics_visitcountin_changed_by_id_f8e97f9a_fk_members_m FOREIGN KEY (changed_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_visitday
    ADD CONSTRAINT metrics_visitday_space_id_cb781372_fk_community_space_id FOREIGN KEY (space_id) REFERENCES public.community_space(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.metrics_watch
    ADD CONSTRAINT metrics_watch_changed_by_id_f91fa18e_fk_members_member_id FOREIGN KEY (changed_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_members_member_id FOREIGN KEY (user_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_acceptance
    ADD CONSTRAINT moderation_acceptanc_guidelines_id_5e711b39_fk_moderatio FOREIGN KEY (guidelines_id) REFERENCES public.moderation_guidelines(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_acceptance
    ADD CONSTRAINT moderation_acceptance_member_id_0b2b89e3_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_actingrule
    ADD CONSTRAINT moderation_actingrul_archived_by_id_cd4fb9e7_fk_members_m FOREIGN KEY (archived_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_actingrule
    ADD CONSTRAINT moderation_actingrule_made_by_id_7a90433a_fk_members_member_id FOREIGN KEY (made_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_appeal
    ADD CONSTRAINT moderation_appeal_by_id_5499db55_fk_members_member_id FOREIGN KEY (by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_appeal
    ADD CONSTRAINT moderation_appeal_decided_by_id_56a03eee_fk_members_member_id FOREIGN KEY (decided_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_appeal
    ADD CONSTRAINT moderation_appeal_decision_id_532c82ec_fk_moderatio FOREIGN KEY (decision_id) REFERENCES public.moderation_decision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_appeal
    ADD CONSTRAINT moderation_appeal_first_moderator_id_ad251ead_fk_members_m FOREIGN KEY (first_moderator_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_appeal
    ADD CONSTRAINT moderation_appeal_second_moderator_id_03504bac_fk_members_m FOREIGN KEY (second_moderator_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_appealmessage
    ADD CONSTRAINT moderation_appealmes_appeal_id_0341b151_fk_moderatio FOREIGN KEY (appeal_id) REFERENCES public.moderation_appeal(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_appealmessage
    ADD CONSTRAINT moderation_appealmes_author_id_1c03175c_fk_members_m FOREIGN KEY (author_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_away
    ADD CONSTRAINT moderation_away_member_id_765a6247_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_backtest
    ADD CONSTRAINT moderation_backtest_asked_by_id_0f1fd2b3_fk_members_member_id FOREIGN KEY (asked_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_backtest
    ADD CONSTRAINT moderation_backtest_version_id_287b115a_fk_moderatio FOREIGN KEY (version_id) REFERENCES public.moderation_ruleversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_case
    ADD CONSTRAINT moderation_case_about_id_a0624115_fk_members_member_id FOREIGN KEY (about_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_case
    ADD CONSTRAINT moderation_case_assigned_to_id_c74abbe1_fk_members_member_id FOREIGN KEY (assigned_to_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_case
    ADD CONSTRAINT moderation_case_claimed_by_id_0364174c_fk_members_member_id FOREIGN KEY (claimed_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_case
    ADD CONSTRAINT moderation_case_closed_by_id_a019c6f8_fk_members_member_id FOREIGN KEY (closed_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_case
    ADD CONSTRAINT moderation_case_snoozed_by_id_c08ca0cf_fk_members_member_id FOREIGN KEY (snoozed_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_caselook
    ADD CONSTRAINT moderation_caselook_by_id_8bce8085_fk_members_member_id FOREIGN KEY (by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_caselook
    ADD CONSTRAINT moderation_caselook_case_id_58d911bc_fk_moderation_case_id FOREIGN KEY (case_id) REFERENCES public.moderation_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_casenote
    ADD CONSTRAINT moderation_casenote_by_id_e37b6c09_fk_members_member_id FOREIGN KEY (by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_casenote
    ADD CONSTRAINT moderation_casenote_case_id_90da580d_fk_moderation_case_id FOREIGN KEY (case_id) REFERENCES public.moderation_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_decision
    ADD CONSTRAINT moderation_decision_about_id_6e5ad867_fk_members_member_id FOREIGN KEY (about_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_decision
    ADD CONSTRAINT moderation_decision_case_id_3f926bc5_fk_moderation_case_id FOREIGN KEY (case_id) REFERENCES public.moderation_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_decision
    ADD CONSTRAINT moderation_decision_decided_by_id_8e88b75a_fk_members_member_id FOREIGN KEY (decided_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_decision
    ADD CONSTRAINT moderation_decision_declined_by_id_abd6e061_fk_members_m FOREIGN KEY (declined_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_decision
    ADD CONSTRAINT moderation_decision_joined_to_id_8b460c20_fk_moderatio FOREIGN KEY (joined_to_id) REFERENCES public.moderation_decision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_decision
    ADD CONSTRAINT moderation_decision_reversed_by_id_4efab3c5_fk_members_m FOREIGN KEY (reversed_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_decision
    ADD CONSTRAINT moderation_decision_rule_id_95055110_fk_moderation_rule_id FOREIGN KEY (rule_id) REFERENCES public.moderation_rule(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_decision
    ADD CONSTRAINT moderation_decision_second_by_id_2b3abed8_fk_members_member_id FOREIGN KEY (second_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_decision
    ADD CONSTRAINT moderation_decision_undone_by_id_00e1cdd9_fk_members_member_id FOREIGN KEY (undone_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_effect
    ADD CONSTRAINT moderation_effect_decision_id_1849d0b4_fk_moderatio FOREIGN KEY (decision_id) REFERENCES public.moderation_decision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_escalation
    ADD CONSTRAINT moderation_escalatio_acknowledged_by_id_6a6c459d_fk_members_m FOREIGN KEY (acknowledged_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_escalationcall
    ADD CONSTRAINT moderation_escalatio_case_id_b438764a_fk_moderatio FOREIGN KEY (case_id) REFERENCES public.moderation_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_escalationcall
    ADD CONSTRAINT moderation_escalatio_escalation_id_29e2fa33_fk_moderatio FOREIGN KEY (escalation_id) REFERENCES public.moderation_escalation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_escalationcall
    ADD CONSTRAINT moderation_escalatio_member_id_e8e1ca99_fk_members_m FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_escalationcall
    ADD CONSTRAINT moderation_escalatio_rung_id_4584672d_fk_moderatio FOREIGN KEY (rung_id) REFERENCES public.moderation_rung(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_escalation
    ADD CONSTRAINT moderation_escalation_by_id_3582872d_fk_members_member_id FOREIGN KEY (by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_escalation
    ADD CONSTRAINT moderation_escalation_case_id_e2512ce3_fk_moderation_case_id FOREIGN KEY (case_id) REFERENCES public.moderation_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_guidelines
    ADD CONSTRAINT moderation_guideline_published_by_id_98b9974c_fk_members_m FOREIGN KEY (published_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_handover
    ADD CONSTRAINT moderation_handover_edited_by_id_bcda245c_fk_members_member_id FOREIGN KEY (edited_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_handover
    ADD CONSTRAINT moderation_handover_read_by_id_df4c362c_fk_members_member_id FOREIGN KEY (read_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_handover
    ADD CONSTRAINT moderation_handover_shift_id_45e4373a_fk_moderation_shift_id FOREIGN KEY (shift_id) REFERENCES public.moderation_shift(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_hit
    ADD CONSTRAINT moderation_hit_author_id_4d64c2ea_fk_members_member_id FOREIGN KEY (author_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_hit
    ADD CONSTRAINT moderation_hit_case_id_bf3af6c3_fk_moderation_case_id FOREIGN KEY (case_id) REFERENCES public.moderation_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_hit
    ADD CONSTRAINT moderation_hit_version_id_b250a6f5_fk_moderation_ruleversion_id FOREIGN KEY (version_id) REFERENCES public.moderation_ruleversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_personnote
    ADD CONSTRAINT moderation_personnote_by_id_3574ee40_fk_members_member_id FOREIGN KEY (by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_personnote
    ADD CONSTRAINT moderation_personnote_member_id_4d7818b0_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_replytemplate
    ADD CONSTRAINT moderation_replytemp_changed_by_id_a09ea02b_fk_members_m FOREIGN KEY (changed_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_report
    ADD CONSTRAINT moderation_report_case_id_69382b22_fk_moderation_case_id FOREIGN KEY (case_id) REFERENCES public.moderation_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_report
    ADD CONSTRAINT moderation_report_decision_id_7f5426e6_fk_moderatio FOREIGN KEY (decision_id) REFERENCES public.moderation_decision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_report
    ADD CONSTRAINT moderation_report_reporter_id_d4ec1c2f_fk_members_member_id FOREIGN KEY (reporter_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_report
    ADD CONSTRAINT moderation_report_rule_id_6db2d8c7_fk_moderation_rule_id FOREIGN KEY (rule_id) REFERENCES public.moderation_rule(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_rule
    ADD CONSTRAINT moderation_rule_guidelines_id_9838ab4a_fk_moderatio FOREIGN KEY (guidelines_id) REFERENCES public.moderation_guidelines(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_ruleversion
    ADD CONSTRAINT moderation_ruleversi_rule_id_c537d36e_fk_moderatio FOREIGN KEY (rule_id) REFERENCES public.moderation_actingrule(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_ruleversion
    ADD CONSTRAINT moderation_ruleversi_segment_id_f22e502b_fk_members_s FOREIGN KEY (segment_id) REFERENCES public.members_segment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_ruleversion
    ADD CONSTRAINT moderation_ruleversi_shadow_by_id_be6ca98c_fk_members_m FOREIGN KEY (shadow_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_ruleversion
    ADD CONSTRAINT moderation_ruleversion_made_by_id_5f4f845b_fk_members_member_id FOREIGN KEY (made_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_ruleversion
    ADD CONSTRAINT moderation_ruleversion_on_by_id_d26ea221_fk_members_member_id FOREIGN KEY (on_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_rung
    ADD CONSTRAINT moderation_rung_added_by_id_b0ff5095_fk_members_member_id FOREIGN KEY (added_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_rung
    ADD CONSTRAINT moderation_rung_member_id_ce6282b3_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_rung
    ADD CONSTRAINT moderation_rung_removed_by_id_dfa11212_fk_members_member_id FOREIGN KEY (removed_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_sanction
    ADD CONSTRAINT moderation_sanction_decision_id_b8a4adff_fk_moderatio FOREIGN KEY (decision_id) REFERENCES public.moderation_decision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_sanction
    ADD CONSTRAINT moderation_sanction_lifted_by_id_f8037176_fk_members_member_id FOREIGN KEY (lifted_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_sanction
    ADD CONSTRAINT moderation_sanction_member_id_bad0af3c_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_severealert
    ADD CONSTRAINT moderation_severealert_case_id_72e1ca86_fk_moderation_case_id FOREIGN KEY (case_id) REFERENCES public.moderation_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_shift
    ADD CONSTRAINT moderation_shift_cancelled_by_id_7d71c720_fk_members_member_id FOREIGN KEY (cancelled_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_shift
    ADD CONSTRAINT moderation_shift_made_by_id_5273ba37_fk_members_member_id FOREIGN KEY (made_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_shift
    ADD CONSTRAINT moderation_shift_member_id_f17f0b6c_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_shift
    ADD CONSTRAINT moderation_shift_offered_for_id_2edde14e_fk_moderation_away_id FOREIGN KEY (offered_for_id) REFERENCES public.moderation_away(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_shift
    ADD CONSTRAINT moderation_shift_offered_to_id_bd4351ab_fk_members_member_id FOREIGN KEY (offered_to_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_shift
    ADD CONSTRAINT moderation_shift_pattern_id_97d25408_fk_moderatio FOREIGN KEY (pattern_id) REFERENCES public.moderation_shiftpattern(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_shift
    ADD CONSTRAINT moderation_shift_taken_from_id_abc4c129_fk_members_member_id FOREIGN KEY (taken_from_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_shiftpattern
    ADD CONSTRAINT moderation_shiftpatt_ended_by_id_46341747_fk_members_m FOREIGN KEY (ended_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_shiftpattern
    ADD CONSTRAINT moderation_shiftpatt_made_by_id_634d4ef0_fk_members_m FOREIGN KEY (made_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_shiftpattern
    ADD CONSTRAINT moderation_shiftpattern_member_id_3fde6560_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_statementletter
    ADD CONSTRAINT moderation_statement_decision_id_f79be24d_fk_moderatio FOREIGN KEY (decision_id) REFERENCES public.moderation_decision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_strike
    ADD CONSTRAINT moderation_strike_decision_id_8742c0cb_fk_moderatio FOREIGN KEY (decision_id) REFERENCES public.moderation_decision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_strike
    ADD CONSTRAINT moderation_strike_member_id_f1ac62ef_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_takeback
    ADD CONSTRAINT moderation_takeback_asked_by_id_5206c84c_fk_members_member_id FOREIGN KEY (asked_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_takeback
    ADD CONSTRAINT moderation_takeback_decision_id_fa88d46b_fk_moderatio FOREIGN KEY (decision_id) REFERENCES public.moderation_decision(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_takeback
    ADD CONSTRAINT moderation_takeback_settled_by_id_eb7702d9_fk_members_member_id FOREIGN KEY (settled_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_vouch
    ADD CONSTRAINT moderation_vouch_by_id_d5fc4bf8_fk_members_member_id FOREIGN KEY (by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.moderation_vouch
    ADD CONSTRAINT moderation_vouch_member_id_3491a01e_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_amaanswer
    ADD CONSTRAINT programs_amaanswer_author_id_4b86069f_fk_members_member_id FOREIGN KEY (author_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_amaanswer
    ADD CONSTRAINT programs_amaanswer_hidden_by_id_3a2b66e4_fk_members_member_id FOREIGN KEY (hidden_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_amaanswer
    ADD CONSTRAINT programs_amaanswer_question_id_5726b45e_fk_programs_ FOREIGN KEY (question_id) REFERENCES public.programs_amaquestion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_amaanswerversion
    ADD CONSTRAINT programs_amaanswerve_answer_id_60c46472_fk_programs_ FOREIGN KEY (answer_id) REFERENCES public.programs_amaanswer(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_amaanswerversion
    ADD CONSTRAINT programs_amaanswerversion_by_id_3079d3c1_fk_members_member_id FOREIGN KEY (by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_amafollowup
    ADD CONSTRAINT programs_amafollowup_duty_id_394eedb7_fk_members_duty_id FOREIGN KEY (duty_id) REFERENCES public.members_duty(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_amafollowup
    ADD CONSTRAINT programs_amafollowup_made_by_id_5def1f9b_fk_members_member_id FOREIGN KEY (made_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_amafollowup
    ADD CONSTRAINT programs_amafollowup_occurrence_id_c0540af8_fk_programs_ FOREIGN KEY (occurrence_id) REFERENCES public.programs_occurrence(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_amafollowup
    ADD CONSTRAINT programs_amafollowup_question_id_075f1353_fk_programs_ FOREIGN KEY (question_id) REFERENCES public.programs_amaquestion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_amahelper
    ADD CONSTRAINT programs_amahelper_member_id_177bdf47_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_amahelper
    ADD CONSTRAINT programs_amahelper_plan_id_23f8049e_fk_programs_amaplan_id FOREIGN KEY (plan_id) REFERENCES public.programs_amaplan(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_amaplan
    ADD CONSTRAINT programs_amaplan_guest_id_a380219f_fk_members_member_id FOREIGN KEY (guest_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_amaplan
    ADD CONSTRAINT programs_amaplan_program_id_1030d628_fk_programs_program_id FOREIGN KEY (program_id) REFERENCES public.programs_program(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_amaquestion
    ADD CONSTRAINT programs_amaquestion_answering_by_id_1bb81c3e_fk_members_m FOREIGN KEY (answering_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_amaquestion
    ADD CONSTRAINT programs_amaquestion_aside_by_id_b748ed7a_fk_members_member_id FOREIGN KEY (aside_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_amaquestion
    ADD CONSTRAINT programs_amaquestion_author_id_00c5b031_fk_members_member_id FOREIGN KEY (author_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_amaquestion
    ADD CONSTRAINT programs_amaquestion_hidden_by_id_b8648ef1_fk_members_member_id FOREIGN KEY (hidden_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_amaquestion
    ADD CONSTRAINT programs_amaquestion_merged_by_id_852e4d2a_fk_members_member_id FOREIGN KEY (merged_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_amaquestion
    ADD CONSTRAINT programs_amaquestion_merged_into_id_9a67f10b_fk_programs_ FOREIGN KEY (merged_into_id) REFERENCES public.programs_amaquestion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_amaquestion
    ADD CONSTRAINT programs_amaquestion_occurrence_id_44476385_fk_programs_ FOREIGN KEY (occurrence_id) REFERENCES public.programs_occurrence(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_amarecap
    ADD CONSTRAINT programs_amarecap_guide_id_e517613e_fk_community_guide_id FOREIGN KEY (guide_id) REFERENCES public.community_guide(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_amarecap
    ADD CONSTRAINT programs_amarecap_occurrence_id_aa10e1f3_fk_programs_ FOREIGN KEY (occurrence_id) REFERENCES public.programs_occurrence(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_amarecap
    ADD CONSTRAINT programs_amarecap_written_by_id_176fdacd_fk_members_member_id FOREIGN KEY (written_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_amavote
    ADD CONSTRAINT programs_amavote_member_id_a8fa041c_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_amavote
    ADD CONSTRAINT programs_amavote_question_id_1358bb9b_fk_programs_ FOREIGN KEY (question_id) REFERENCES public.programs_amaquestion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_asked
    ADD CONSTRAINT programs_asked_member_id_15890b79_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_asked
    ADD CONSTRAINT programs_asked_occurrence_id_688e3daa_fk_programs_occurrence_id FOREIGN KEY (occurrence_id) REFERENCES public.programs_occurrence(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_attendance
    ADD CONSTRAINT programs_attendance_added_by_id_5d45db86_fk_members_member_id FOREIGN KEY (added_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_attendance
    ADD CONSTRAINT programs_attendance_came_by_id_5047fb14_fk_members_member_id FOREIGN KEY (came_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_attendance
    ADD CONSTRAINT programs_attendance_member_id_982e2ab5_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_attendance
    ADD CONSTRAINT programs_attendance_occurrence_id_3d9e5600_fk_programs_ FOREIGN KEY (occurrence_id) REFERENCES public.programs_occurrence(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_attendance
    ADD CONSTRAINT programs_attendance_taken_off_by_id_500a56be_fk_members_m FOREIGN KEY (taken_off_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_banktext
    ADD CONSTRAINT programs_banktext_program_id_834c91bd_fk_programs_program_id FOREIGN KEY (program_id) REFERENCES public.programs_program(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_banktext
    ADD CONSTRAINT programs_banktext_written_by_id_bb5dde07_fk_members_member_id FOREIGN KEY (written_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_calendarkey
    ADD CONSTRAINT programs_calendarkey_member_id_6b084493_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_calleditor
    ADD CONSTRAINT programs_calleditor_member_id_e4576cbe_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_calleditor
    ADD CONSTRAINT programs_calleditor_named_by_id_0d969ef3_fk_members_member_id FOREIGN KEY (named_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_calleditor
    ADD CONSTRAINT programs_calleditor_occurrence_id_c270a567_fk_programs_ FOREIGN KEY (occurrence_id) REFERENCES public.programs_occurrence(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_callplan
    ADD CONSTRAINT programs_callplan_program_id_d9bb60a4_fk_programs_program_id FOREIGN KEY (program_id) REFERENCES public.programs_program(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_celebrationrule
    ADD CONSTRAINT programs_celebration_changed_by_id_3baaff51_fk_members_m FOREIGN KEY (changed_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_celebration
    ADD CONSTRAINT programs_celebration_member_id_f634ef4a_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_celebration
    ADD CONSTRAINT programs_celebration_post_id_333a746e_fk_community_post_id FOREIGN KEY (post_id) REFERENCES public.community_post(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_challenge
    ADD CONSTRAINT programs_challenge_occurrence_id_42893226_fk_programs_ FOREIGN KEY (occurrence_id) REFERENCES public.programs_occurrence(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_challenge
    ADD CONSTRAINT programs_challenge_published_by_id_bc51b2d4_fk_members_m FOREIGN KEY (published_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_challengeentry
    ADD CONSTRAINT programs_challengeen_challenge_id_41c1c04c_fk_programs_ FOREIGN KEY (challenge_id) REFERENCES public.programs_challenge(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_challengeentry
    ADD CONSTRAINT programs_challengeen_hidden_by_id_6aa14fab_fk_members_m FOREIGN KEY (hidden_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_challengeentry
    ADD CONSTRAINT programs_challengeen_refused_by_id_83ee9670_fk_members_m FOREIGN KEY (refused_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_challengeentry
    ADD CONSTRAINT programs_challengeentry_author_id_a5d5a567_fk_members_member_id FOREIGN KEY (author_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_challengejudge
    ADD CONSTRAINT programs_challengeju_challenge_id_3b50f33d_fk_programs_ FOREIGN KEY (challenge_id) REFERENCES public.programs_challenge(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_challengejudge
    ADD CONSTRAINT programs_challengeju_named_by_id_cb3adea6_fk_members_m FOREIGN KEY (named_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_challengejudge
    ADD CONSTRAINT programs_challengejudge_member_id_06144d9b_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_challengeplan
    ADD CONSTRAINT programs_challengepl_program_id_8ea71911_fk_programs_ FOREIGN KEY (program_id) REFERENCES public.programs_program(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_challengeresult
    ADD CONSTRAINT programs_challengere_challenge_id_f37dfcd9_fk_programs_ FOREIGN KEY (challenge_id) REFERENCES public.programs_challenge(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_challengeresult
    ADD CONSTRAINT programs_challengere_computed_by_id_748aaec0_fk_members_m FOREIGN KEY (computed_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_challengesheet
    ADD CONSTRAINT programs_challengesh_entry_id_9b55ff3b_fk_programs_ FOREIGN KEY (entry_id) REFERENCES public.programs_challengeentry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_challengesheet
    ADD CONSTRAINT programs_challengesh_judge_id_0f6dad74_fk_programs_ FOREIGN KEY (judge_id) REFERENCES public.programs_challengejudge(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_challengevote
    ADD CONSTRAINT programs_challengevo_entry_id_c82a005e_fk_programs_ FOREIGN KEY (entry_id) REFERENCES public.programs_challengeentry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_challengevote
    ADD CONSTRAINT programs_challengevote_member_id_a23fbcb5_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_challengewinner
    ADD CONSTRAINT programs_challengewi_challenge_id_8e9dceb4_fk_programs_ FOREIGN KEY (challenge_id) REFERENCES public.programs_challenge(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_challengewinner
    ADD CONSTRAINT programs_challengewi_entry_id_8b49cb5e_fk_programs_ FOREIGN KEY (entry_id) REFERENCES public.programs_challengeentry(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_challengewinner
    ADD CONSTRAINT programs_challengewi_given_by_id_1a8e5a12_fk_members_m FOREIGN KEY (given_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_check
    ADD CONSTRAINT programs_check_by_id_8e546071_fk_members_member_id FOREIGN KEY (by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_check
    ADD CONSTRAINT programs_check_item_id_775a45f0_fk_programs_checkitem_id FOREIGN KEY (item_id) REFERENCES public.programs_checkitem(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_check
    ADD CONSTRAINT programs_check_occurrence_id_d368048c_fk_programs_occurrence_id FOREIGN KEY (occurrence_id) REFERENCES public.programs_occurrence(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_checkitem
    ADD CONSTRAINT programs_checkitem_program_id_371a42e7_fk_programs_program_id FOREIGN KEY (program_id) REFERENCES public.programs_program(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_contributionversion
    ADD CONSTRAINT programs_contributio_contribution_id_0159ef91_fk_programs_ FOREIGN KEY (contribution_id) REFERENCES public.programs_contribution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_contributionpicture
    ADD CONSTRAINT programs_contributio_contribution_id_7eeffa4b_fk_programs_ FOREIGN KEY (contribution_id) REFERENCES public.programs_contribution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_contributionstep
    ADD CONSTRAINT programs_contributio_contribution_id_cb07493a_fk_programs_ FOREIGN KEY (contribution_id) REFERENCES public.programs_contribution(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_contribution
    ADD CONSTRAINT programs_contributio_hidden_by_id_081b85bb_fk_members_m FOREIGN KEY (hidden_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_contribution
    ADD CONSTRAINT programs_contributio_occurrence_id_f9338e4e_fk_programs_ FOREIGN KEY (occurrence_id) REFERENCES public.programs_occurrence(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_contribution
    ADD CONSTRAINT programs_contributio_published_by_id_5e8a995d_fk_members_m FOREIGN KEY (published_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_contributionpicture
    ADD CONSTRAINT programs_contributio_upload_id_fd8bf0af_fk_community FOREIGN KEY (upload_id) REFERENCES public.community_upload(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_contribution
    ADD CONSTRAINT programs_contribution_author_id_69e619c1_fk_members_member_id FOREIGN KEY (author_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_contribution
    ADD CONSTRAINT programs_contribution_guide_id_315f81fa_fk_community_guide_id FOREIGN KEY (guide_id) REFERENCES public.community_guide(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_contribution
    ADD CONSTRAINT programs_contribution_thread_id_2f35f915_fk_community_thread_id FOREIGN KEY (thread_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_contributionstep
    ADD CONSTRAINT programs_contributionstep_by_id_0116faab_fk_members_member_id FOREIGN KEY (by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_eventday
    ADD CONSTRAINT programs_eventday_occurrence_id_fb6b1ecb_fk_programs_ FOREIGN KEY (occurrence_id) REFERENCES public.programs_occurrence(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_eventday
    ADD CONSTRAINT programs_eventday_survey_id_b66572bf_fk_programs_program_id FOREIGN KEY (survey_id) REFERENCES public.programs_program(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_eventmessage
    ADD CONSTRAINT programs_eventmessag_occurrence_id_c8b1b124_fk_programs_ FOREIGN KEY (occurrence_id) REFERENCES public.programs_occurrence(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_eventmessage
    ADD CONSTRAINT programs_eventmessage_by_id_062c0cba_fk_members_member_id FOREIGN KEY (by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_eventplan
    ADD CONSTRAINT programs_eventplan_program_id_2f96bf2d_fk_programs_program_id FOREIGN KEY (program_id) REFERENCES public.programs_program(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_feedback
    ADD CONSTRAINT programs_feedback_edited_by_id_147c8a94_fk_members_member_id FOREIGN KEY (edited_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_feedback
    ADD CONSTRAINT programs_feedback_occurrence_id_c3de7987_fk_programs_ FOREIGN KEY (occurrence_id) REFERENCES public.programs_occurrence(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_feedback
    ADD CONSTRAINT programs_feedback_published_by_id_05236770_fk_members_member_id FOREIGN KEY (published_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_feedbackline
    ADD CONSTRAINT programs_feedbacklin_feedback_id_9a10ae14_fk_programs_ FOREIGN KEY (feedback_id) REFERENCES public.programs_feedback(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_feedbackline
    ADD CONSTRAINT programs_feedbackline_thread_id_85707cca_fk_community_thread_id FOREIGN KEY (thread_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_followup
    ADD CONSTRAINT programs_followup_duty_id_c5db9711_fk_members_duty_id FOREIGN KEY (duty_id) REFERENCES public.members_duty(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_followup
    ADD CONSTRAINT programs_followup_occurrence_id_61170f7d_fk_programs_ FOREIGN KEY (occurrence_id) REFERENCES public.programs_occurrence(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_followup
    ADD CONSTRAINT programs_followup_sheet_id_391aa827_fk_programs_namedsheet_id FOREIGN KEY (sheet_id) REFERENCES public.programs_namedsheet(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_namedsheet
    ADD CONSTRAINT programs_namedsheet_member_id_9beeb5cb_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_namedsheet
    ADD CONSTRAINT programs_namedsheet_occurrence_id_411d42d9_fk_programs_ FOREIGN KEY (occurrence_id) REFERENCES public.programs_occurrence(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_newsletterchoice
    ADD CONSTRAINT programs_newsletterc_member_id_545fb5ce_fk_members_m FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_newsletterissue
    ADD CONSTRAINT programs_newsletteri_agreed_by_id_5e5d67e0_fk_members_m FOREIGN KEY (agreed_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_newsletterissue
    ADD CONSTRAINT programs_newsletteri_edited_by_id_b5a7767b_fk_members_m FOREIGN KEY (edited_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_newsletterissue
    ADD CONSTRAINT programs_newsletteri_held_by_id_1a36c0ce_fk_members_m FOREIGN KEY (held_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_newsletterissue
    ADD CONSTRAINT programs_newsletteri_occurrence_id_879c4a2b_fk_programs_ FOREIGN KEY (occurrence_id) REFERENCES public.programs_occurrence(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_newsletterletter
    ADD CONSTRAINT programs_newsletterl_issue_id_7a38181f_fk_programs_ FOREIGN KEY (issue_id) REFERENCES public.programs_newsletterissue(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_newsletterletter
    ADD CONSTRAINT programs_newsletterl_member_id_ce22b403_fk_members_m FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_newsletterpart
    ADD CONSTRAINT programs_newsletterp_date_id_9b9582f1_fk_programs_ FOREIGN KEY (date_id) REFERENCES public.programs_occurrence(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_newsletterpart
    ADD CONSTRAINT programs_newsletterp_issue_id_e2c4f6aa_fk_programs_ FOREIGN KEY (issue_id) REFERENCES public.programs_newsletterissue(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_newsletterplan
    ADD CONSTRAINT programs_newsletterp_program_id_7f61e572_fk_programs_ FOREIGN KEY (program_id) REFERENCES public.programs_program(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_newsletterpart
    ADD CONSTRAINT programs_newsletterp_thread_id_773d0aa7_fk_community FOREIGN KEY (thread_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_newsletterpart
    ADD CONSTRAINT programs_newsletterpart_guide_id_48512bea_fk_community_guide_id FOREIGN KEY (guide_id) REFERENCES public.community_guide(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_occurrence
    ADD CONSTRAINT programs_occurrence_added_by_id_497fae64_fk_members_member_id FOREIGN KEY (added_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_occurrence
    ADD CONSTRAINT programs_occurrence_called_off_by_id_f7a99778_fk_members_m FOREIGN KEY (called_off_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_occurrence
    ADD CONSTRAINT programs_occurrence_host_id_2075506c_fk_members_member_id FOREIGN KEY (host_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_occurrence
    ADD CONSTRAINT programs_occurrence_moved_by_id_84b5eeaf_fk_members_member_id FOREIGN KEY (moved_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_occurrence
    ADD CONSTRAINT programs_occurrence_program_id_b3577847_fk_programs_program_id FOREIGN KEY (program_id) REFERENCES public.programs_program(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_occurrence
    ADD CONSTRAINT programs_occurrence_result_by_id_0b1fcab7_fk_members_member_id FOREIGN KEY (result_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_occurrence
    ADD CONSTRAINT programs_occurrence_text_id_8abec6d7_fk_programs_banktext_id FOREIGN KEY (text_id) REFERENCES public.programs_banktext(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_occurrence
    ADD CONSTRAINT programs_occurrence_thread_id_b59289a0_fk_community_thread_id FOREIGN KEY (thread_id) REFERENCES public.community_thread(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_offer
    ADD CONSTRAINT programs_offer_by_id_b9b3c061_fk_members_member_id FOREIGN KEY (by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_offer
    ADD CONSTRAINT programs_offer_in_return_id_28431bb3_fk_programs_occurrence_id FOREIGN KEY (in_return_id) REFERENCES public.programs_occurrence(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_offer
    ADD CONSTRAINT programs_offer_occurrence_id_740747c3_fk_programs_occurrence_id FOREIGN KEY (occurrence_id) REFERENCES public.programs_occurrence(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_offer
    ADD CONSTRAINT programs_offer_taken_by_id_7088655b_fk_members_member_id FOREIGN KEY (taken_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_offer
    ADD CONSTRAINT programs_offer_to_id_25ccd1f0_fk_members_member_id FOREIGN KEY (to_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_pilot
    ADD CONSTRAINT programs_pilot_group_id_7dd82b72_fk_members_group_id FOREIGN KEY (group_id) REFERENCES public.members_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_pilot
    ADD CONSTRAINT programs_pilot_occurrence_id_9fe766c0_fk_programs_occurrence_id FOREIGN KEY (occurrence_id) REFERENCES public.programs_occurrence(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_pilot
    ADD CONSTRAINT programs_pilot_reported_by_id_d2e4973f_fk_members_member_id FOREIGN KEY (reported_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_pilotanswer
    ADD CONSTRAINT programs_pilotanswer_seat_id_451746c2_fk_programs_pilotseat_id FOREIGN KEY (seat_id) REFERENCES public.programs_pilotseat(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_pilotanswer
    ADD CONSTRAINT programs_pilotanswer_task_id_321c7ae9_fk_programs_pilottask_id FOREIGN KEY (task_id) REFERENCES public.programs_pilottask(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_pilotplan
    ADD CONSTRAINT programs_pilotplan_program_id_3839f051_fk_programs_program_id FOREIGN KEY (program_id) REFERENCES public.programs_program(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_pilotseat
    ADD CONSTRAINT programs_pilotseat_decided_by_id_73590b83_fk_members_member_id FOREIGN KEY (decided_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_pilotseat
    ADD CONSTRAINT programs_pilotseat_member_id_71e621f1_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_pilotseat
    ADD CONSTRAINT programs_pilotseat_occurrence_id_ad290ba7_fk_programs_ FOREIGN KEY (occurrence_id) REFERENCES public.programs_occurrence(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_pilottask
    ADD CONSTRAINT programs_pilottask_occurrence_id_d23d534e_fk_programs_ FOREIGN KEY (occurrence_id) REFERENCES public.programs_occurrence(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_program
    ADD CONSTRAINT programs_program_audience_id_001adb02_fk_members_segment_id FOREIGN KEY (audience_id) REFERENCES public.members_segment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_program
    ADD CONSTRAINT programs_program_continues_id_9470a545_fk_programs_program_id FOREIGN KEY (continues_id) REFERENCES public.programs_program(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_program
    ADD CONSTRAINT programs_program_ended_by_id_3c3d87cb_fk_members_member_id FOREIGN KEY (ended_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_program
    ADD CONSTRAINT programs_program_made_by_id_9d9d917a_fk_members_member_id FOREIGN KEY (made_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_program
    ADD CONSTRAINT programs_program_owner_id_1bc83e1b_fk_members_member_id FOREIGN KEY (owner_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_program
    ADD CONSTRAINT programs_program_planned_by_id_d0e350bb_fk_members_member_id FOREIGN KEY (planned_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_program
    ADD CONSTRAINT programs_program_space_id_55f86c39_fk_community_space_id FOREIGN KEY (space_id) REFERENCES public.community_space(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_quietweek
    ADD CONSTRAINT programs_quietweek_made_by_id_ccbf4efd_fk_members_member_id FOREIGN KEY (made_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_round
    ADD CONSTRAINT programs_round_occurrence_id_b9e6faf7_fk_programs_occurrence_id FOREIGN KEY (occurrence_id) REFERENCES public.programs_occurrence(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_round
    ADD CONSTRAINT programs_round_shared_by_id_608ea38f_fk_members_member_id FOREIGN KEY (shared_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_sheet
    ADD CONSTRAINT programs_sheet_occurrence_id_08c521db_fk_programs_occurrence_id FOREIGN KEY (occurrence_id) REFERENCES public.programs_occurrence(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_spotlight
    ADD CONSTRAINT programs_spotlight_asked_by_id_335702bd_fk_members_member_id FOREIGN KEY (asked_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_spotlight
    ADD CONSTRAINT programs_spotlight_member_id_9da76c21_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_spotlight
    ADD CONSTRAINT programs_spotlight_occurrence_id_a4d43066_fk_programs_ FOREIGN KEY (occurrence_id) REFERENCES public.programs_occurrence(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_spotlightversion
    ADD CONSTRAINT programs_spotlightve_spotlight_id_df52b805_fk_programs_ FOREIGN KEY (spotlight_id) REFERENCES public.programs_spotlight(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_spotlightversion
    ADD CONSTRAINT programs_spotlightve_written_by_id_7b00da3b_fk_members_m FOREIGN KEY (written_by_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_step
    ADD CONSTRAINT programs_step_occurrence_id_da901d10_fk_programs_occurrence_id FOREIGN KEY (occurrence_id) REFERENCES public.programs_occurrence(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_survey
    ADD CONSTRAINT programs_survey_program_id_2c9732f1_fk_programs_program_id FOREIGN KEY (program_id) REFERENCES public.programs_program(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_surveyrules
    ADD CONSTRAINT programs_surveyrules_bug_to_id_eb9e4449_fk_members_member_id FOREIGN KEY (bug_to_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_surveyrules
    ADD CONSTRAINT programs_surveyrules_low_to_id_ad035e21_fk_members_member_id FOREIGN KEY (low_to_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_surveyrules
    ADD CONSTRAINT programs_surveyrules_wish_to_id_537317ff_fk_members_member_id FOREIGN KEY (wish_to_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_tally
    ADD CONSTRAINT programs_tally_round_id_d60f14a8_fk_programs_round_id FOREIGN KEY (round_id) REFERENCES public.programs_round(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_turn
    ADD CONSTRAINT programs_turn_member_id_d797c218_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.programs_turn
    ADD CONSTRAINT programs_turn_program_id_448b9696_fk_programs_program_id FOREIGN KEY (program_id) REFERENCES public.programs_program(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_user_id_af5e0a6d_fk_members_member_id FOREIGN KEY (user_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;
