-- A store of format 1.1 as its first release wrote it. Never edited: later versions must open it.
PRAGMA application_id = 1097036920;
PRAGMA user_version = 65537;
BEGIN;
CREATE TABLE "meta" (
  "name" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  PRIMARY KEY ("name")
) STRICT, WITHOUT ROWID;
CREATE TABLE "_sqlite_migrations" (
  "id" INTEGER PRIMARY KEY,
  "migration_set" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "applied_at" TEXT NOT NULL,
  UNIQUE ("migration_set", "name")
) STRICT;
CREATE TABLE "actor_kinds" (
  "id" INTEGER PRIMARY KEY,
  "name" TEXT NOT NULL UNIQUE,
  "label" TEXT NOT NULL
) STRICT;
CREATE TABLE "interaction_kinds" (
  "id" INTEGER PRIMARY KEY,
  "name" TEXT NOT NULL UNIQUE,
  "label" TEXT NOT NULL,
  "family" TEXT NOT NULL DEFAULT 'other' CHECK ("family" IN ('talk', 'movement', 'words', 'deal', 'force', 'other'))
) STRICT;
CREATE TABLE "relation_kinds" (
  "id" INTEGER PRIMARY KEY,
  "name" TEXT NOT NULL UNIQUE,
  "label" TEXT NOT NULL,
  "reverse_label" TEXT NOT NULL,
  "family" TEXT NOT NULL DEFAULT 'other' CHECK ("family" IN ('position', 'membership', 'ownership', 'family', 'succession', 'other'))
) STRICT;
CREATE TABLE "roles" (
  "id" INTEGER PRIMARY KEY,
  "name" TEXT NOT NULL UNIQUE,
  "label" TEXT NOT NULL,
  "direction" TEXT NOT NULL DEFAULT 'none' CHECK ("direction" IN ('from', 'to', 'none'))
) STRICT;
CREATE TABLE "actors" (
  "id" INTEGER PRIMARY KEY,
  "key" TEXT UNIQUE,
  "kind_id" INTEGER NOT NULL REFERENCES "actor_kinds" ("id") ON DELETE RESTRICT,
  "name" TEXT NOT NULL,
  "is_unnamed" INTEGER NOT NULL DEFAULT 0 CHECK ("is_unnamed" IN (0, 1)),
  "description" TEXT,
  "properties" TEXT
) STRICT;
CREATE INDEX "index_actors_kind_id" ON "actors" ("kind_id");
CREATE INDEX "index_actors_name" ON "actors" ("name");
CREATE TABLE "sources" (
  "id" INTEGER PRIMARY KEY,
  "key" TEXT UNIQUE,
  "title" TEXT NOT NULL,
  "author" TEXT,
  "author_id" INTEGER REFERENCES "actors" ("id") ON DELETE SET NULL,
  "publisher" TEXT,
  "published" TEXT,
  "url" TEXT,
  "kind" TEXT,
  "language" TEXT,
  "reliability" TEXT,
  "text" TEXT,
  "text_sha256" TEXT,
  "properties" TEXT
) STRICT;
CREATE INDEX "index_sources_author_id" ON "sources" ("author_id") WHERE "author_id" IS NOT NULL;
CREATE TABLE "actor_names" (
  "id" INTEGER PRIMARY KEY,
  "actor_id" INTEGER NOT NULL REFERENCES "actors" ("id") ON DELETE CASCADE,
  "name" TEXT NOT NULL,
  "language" TEXT,
  "script" TEXT,
  "note" TEXT,
  "source_id" INTEGER REFERENCES "sources" ("id") ON DELETE SET NULL
) STRICT;
CREATE INDEX "index_actor_names_actor_id" ON "actor_names" ("actor_id");
CREATE INDEX "index_actor_names_source_id" ON "actor_names" ("source_id") WHERE "source_id" IS NOT NULL;
CREATE TABLE "actor_identifiers" (
  "id" INTEGER PRIMARY KEY,
  "actor_id" INTEGER NOT NULL REFERENCES "actors" ("id") ON DELETE CASCADE,
  "scheme" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  UNIQUE ("scheme", "value", "actor_id")
) STRICT;
CREATE INDEX "index_actor_identifiers_actor_id" ON "actor_identifiers" ("actor_id");
CREATE TABLE "relations" (
  "id" INTEGER PRIMARY KEY,
  "key" TEXT UNIQUE,
  "kind_id" INTEGER NOT NULL REFERENCES "relation_kinds" ("id") ON DELETE RESTRICT,
  "from_actor_id" INTEGER NOT NULL REFERENCES "actors" ("id") ON DELETE CASCADE,
  "to_actor_id" INTEGER NOT NULL REFERENCES "actors" ("id") ON DELETE CASCADE,
  "title" TEXT,
  "date_words" TEXT,
  "edtf" TEXT,
  "earliest" INTEGER,
  "latest" INTEGER,
  "date_flags" INTEGER NOT NULL DEFAULT 0,
  "date_basis" TEXT CHECK ("date_basis" IN ('stated', 'inferred')),
  "date_reasoning" TEXT,
  "description" TEXT,
  "properties" TEXT,
  CHECK ("earliest" <= "latest")
) STRICT;
CREATE INDEX "index_relations_kind_id" ON "relations" ("kind_id");
CREATE INDEX "index_relations_from_actor_id" ON "relations" ("from_actor_id");
CREATE INDEX "index_relations_to_actor_id" ON "relations" ("to_actor_id");
CREATE INDEX "index_relations_earliest_latest" ON "relations" ("earliest", "latest");
CREATE TABLE "places" (
  "id" INTEGER PRIMARY KEY,
  "key" TEXT UNIQUE,
  "name" TEXT NOT NULL,
  "parent_id" INTEGER REFERENCES "places" ("id") ON DELETE SET NULL,
  "latitude" REAL,
  "longitude" REAL
) STRICT;
CREATE INDEX "index_places_parent_id" ON "places" ("parent_id") WHERE "parent_id" IS NOT NULL;
CREATE TABLE "topics" (
  "id" INTEGER PRIMARY KEY,
  "key" TEXT UNIQUE,
  "name" TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE "interactions" (
  "id" INTEGER PRIMARY KEY,
  "key" TEXT UNIQUE,
  "kind_id" INTEGER NOT NULL REFERENCES "interaction_kinds" ("id") ON DELETE RESTRICT,
  "title" TEXT NOT NULL,
  "standing" TEXT NOT NULL DEFAULT 'took_place' CHECK ("standing" IN ('took_place', 'planned', 'denied', 'cancelled', 'unclear')),
  "standing_words" TEXT,
  "place_id" INTEGER REFERENCES "places" ("id") ON DELETE SET NULL,
  "parent_id" INTEGER REFERENCES "interactions" ("id") ON DELETE SET NULL,
  "date_words" TEXT,
  "edtf" TEXT,
  "earliest" INTEGER,
  "latest" INTEGER,
  "date_flags" INTEGER NOT NULL DEFAULT 0,
  "date_basis" TEXT CHECK ("date_basis" IN ('stated', 'inferred')),
  "date_reasoning" TEXT,
  "description" TEXT,
  "properties" TEXT,
  CHECK ("earliest" <= "latest")
) STRICT;
CREATE INDEX "index_interactions_kind_id" ON "interactions" ("kind_id");
CREATE INDEX "index_interactions_place_id" ON "interactions" ("place_id") WHERE "place_id" IS NOT NULL;
CREATE INDEX "index_interactions_parent_id" ON "interactions" ("parent_id") WHERE "parent_id" IS NOT NULL;
CREATE INDEX "index_interactions_earliest_latest" ON "interactions" ("earliest", "latest");
CREATE TABLE "interaction_topics" (
  "interaction_id" INTEGER NOT NULL REFERENCES "interactions" ("id") ON DELETE CASCADE,
  "topic_id" INTEGER NOT NULL REFERENCES "topics" ("id") ON DELETE CASCADE,
  PRIMARY KEY ("interaction_id", "topic_id")
) STRICT, WITHOUT ROWID;
CREATE INDEX "index_interaction_topics_topic_id" ON "interaction_topics" ("topic_id");
CREATE TABLE "interaction_order" (
  "id" INTEGER PRIMARY KEY,
  "interaction_id" INTEGER NOT NULL REFERENCES "interactions" ("id") ON DELETE CASCADE,
  "relation" TEXT NOT NULL CHECK ("relation" IN ('before', 'after', 'during', 'same_day')),
  "other_id" INTEGER NOT NULL REFERENCES "interactions" ("id") ON DELETE CASCADE,
  "words" TEXT
) STRICT;
CREATE INDEX "index_interaction_order_interaction_id" ON "interaction_order" ("interaction_id");
CREATE INDEX "index_interaction_order_other_id" ON "interaction_order" ("other_id");
CREATE TABLE "participants" (
  "id" INTEGER PRIMARY KEY,
  "interaction_id" INTEGER NOT NULL REFERENCES "interactions" ("id") ON DELETE CASCADE,
  "actor_id" INTEGER NOT NULL REFERENCES "actors" ("id") ON DELETE CASCADE,
  "role_id" INTEGER NOT NULL REFERENCES "roles" ("id") ON DELETE RESTRICT,
  "capacity" TEXT,
  "position_id" INTEGER REFERENCES "relations" ("id") ON DELETE SET NULL, "properties" TEXT,
  UNIQUE ("interaction_id", "actor_id", "role_id")
) STRICT;
CREATE INDEX "index_participants_actor_id" ON "participants" ("actor_id");
CREATE INDEX "index_participants_role_id" ON "participants" ("role_id");
CREATE INDEX "index_participants_position_id" ON "participants" ("position_id") WHERE "position_id" IS NOT NULL;
CREATE TABLE "amounts" (
  "id" INTEGER PRIMARY KEY,
  "interaction_id" INTEGER NOT NULL REFERENCES "interactions" ("id") ON DELETE CASCADE,
  "value" REAL NOT NULL,
  "unit" TEXT NOT NULL,
  "words" TEXT,
  "purpose" TEXT
) STRICT;
CREATE INDEX "index_amounts_interaction_id" ON "amounts" ("interaction_id");
CREATE TABLE "quotes" (
  "id" INTEGER PRIMARY KEY,
  "key" TEXT UNIQUE,
  "speaker_id" INTEGER REFERENCES "actors" ("id") ON DELETE SET NULL,
  "form" TEXT NOT NULL CHECK ("form" IN ('verbatim', 'reported')),
  "words" TEXT NOT NULL,
  "interaction_id" INTEGER REFERENCES "interactions" ("id") ON DELETE SET NULL,
  "source_id" INTEGER NOT NULL REFERENCES "sources" ("id") ON DELETE CASCADE,
  "start" INTEGER,
  "end" INTEGER,
  "language" TEXT
) STRICT;
CREATE INDEX "index_quotes_speaker_id" ON "quotes" ("speaker_id") WHERE "speaker_id" IS NOT NULL;
CREATE INDEX "index_quotes_interaction_id" ON "quotes" ("interaction_id") WHERE "interaction_id" IS NOT NULL;
CREATE INDEX "index_quotes_source_id" ON "quotes" ("source_id");
CREATE TABLE "quote_actors" (
  "quote_id" INTEGER NOT NULL REFERENCES "quotes" ("id") ON DELETE CASCADE,
  "actor_id" INTEGER NOT NULL REFERENCES "actors" ("id") ON DELETE CASCADE,
  PRIMARY KEY ("quote_id", "actor_id")
) STRICT, WITHOUT ROWID;
CREATE INDEX "index_quote_actors_actor_id" ON "quote_actors" ("actor_id");
CREATE TABLE "accounts" (
  "id" INTEGER PRIMARY KEY,
  "key" TEXT UNIQUE,
  "interaction_id" INTEGER NOT NULL REFERENCES "interactions" ("id") ON DELETE CASCADE,
  "actor_id" INTEGER NOT NULL REFERENCES "actors" ("id") ON DELETE CASCADE,
  "form" TEXT NOT NULL CHECK ("form" IN ('verbatim', 'reported')),
  "words" TEXT NOT NULL,
  "summary" TEXT,
  "source_id" INTEGER NOT NULL REFERENCES "sources" ("id") ON DELETE CASCADE,
  "start" INTEGER,
  "end" INTEGER
) STRICT;
CREATE INDEX "index_accounts_interaction_id" ON "accounts" ("interaction_id");
CREATE INDEX "index_accounts_actor_id" ON "accounts" ("actor_id");
CREATE INDEX "index_accounts_source_id" ON "accounts" ("source_id");
CREATE TABLE "attributions" (
  "id" INTEGER PRIMARY KEY,
  "quote_id" INTEGER REFERENCES "quotes" ("id") ON DELETE CASCADE,
  "account_id" INTEGER REFERENCES "accounts" ("id") ON DELETE CASCADE,
  "position" INTEGER NOT NULL,
  "actor_id" INTEGER REFERENCES "actors" ("id") ON DELETE SET NULL,
  "interaction_id" INTEGER REFERENCES "interactions" ("id") ON DELETE SET NULL,
  "source_id" INTEGER REFERENCES "sources" ("id") ON DELETE SET NULL,
  "verb" TEXT NOT NULL,
  "date_words" TEXT,
  CHECK (("quote_id" IS NOT NULL) + ("account_id" IS NOT NULL) = 1)
) STRICT;
CREATE INDEX "index_attributions_quote_id" ON "attributions" ("quote_id") WHERE "quote_id" IS NOT NULL;
CREATE INDEX "index_attributions_account_id" ON "attributions" ("account_id") WHERE "account_id" IS NOT NULL;
CREATE INDEX "index_attributions_actor_id" ON "attributions" ("actor_id") WHERE "actor_id" IS NOT NULL;
CREATE INDEX "index_attributions_interaction_id" ON "attributions" ("interaction_id") WHERE "interaction_id" IS NOT NULL;
CREATE INDEX "index_attributions_source_id" ON "attributions" ("source_id") WHERE "source_id" IS NOT NULL;
CREATE TABLE "evidence" (
  "id" INTEGER PRIMARY KEY,
  "key" TEXT UNIQUE,
  "source_id" INTEGER NOT NULL REFERENCES "sources" ("id") ON DELETE CASCADE,
  "excerpt" TEXT NOT NULL,
  "start" INTEGER,
  "end" INTEGER,
  "actor_id" INTEGER REFERENCES "actors" ("id") ON DELETE CASCADE,
  "relation_id" INTEGER REFERENCES "relations" ("id") ON DELETE CASCADE,
  "interaction_id" INTEGER REFERENCES "interactions" ("id") ON DELETE CASCADE,
  "participant_id" INTEGER REFERENCES "participants" ("id") ON DELETE CASCADE,
  "amount_id" INTEGER REFERENCES "amounts" ("id") ON DELETE CASCADE,
  "order_id" INTEGER REFERENCES "interaction_order" ("id") ON DELETE CASCADE,
  "account_id" INTEGER REFERENCES "accounts" ("id") ON DELETE CASCADE,
  "quote_id" INTEGER REFERENCES "quotes" ("id") ON DELETE CASCADE,
  "aspect" TEXT NOT NULL DEFAULT 'fact' CHECK ("aspect" IN ('occurrence', 'date', 'place', 'standing', 'topic', 'parent', 'existence', 'name', 'kind', 'fact')),
  "confidence" TEXT NOT NULL DEFAULT 'not_assessed' CHECK ("confidence" IN ('certain', 'probable', 'possible', 'doubtful', 'not_assessed')),
  "note" TEXT,
  "recorded_by" TEXT NOT NULL,
  "recorded_at" TEXT NOT NULL,
  CHECK (("actor_id" IS NOT NULL) + ("relation_id" IS NOT NULL) + ("interaction_id" IS NOT NULL) + ("participant_id" IS NOT NULL) + ("amount_id" IS NOT NULL) + ("order_id" IS NOT NULL) + ("account_id" IS NOT NULL) + ("quote_id" IS NOT NULL) = 1)
) STRICT;
CREATE INDEX "index_evidence_source_id" ON "evidence" ("source_id");
CREATE INDEX "index_evidence_actor_id" ON "evidence" ("actor_id") WHERE "actor_id" IS NOT NULL;
CREATE INDEX "index_evidence_relation_id" ON "evidence" ("relation_id") WHERE "relation_id" IS NOT NULL;
CREATE INDEX "index_evidence_participant_id" ON "evidence" ("participant_id") WHERE "participant_id" IS NOT NULL;
CREATE INDEX "index_evidence_amount_id" ON "evidence" ("amount_id") WHERE "amount_id" IS NOT NULL;
CREATE INDEX "index_evidence_order_id" ON "evidence" ("order_id") WHERE "order_id" IS NOT NULL;
CREATE INDEX "index_evidence_account_id" ON "evidence" ("account_id") WHERE "account_id" IS NOT NULL;
CREATE INDEX "index_evidence_quote_id" ON "evidence" ("quote_id") WHERE "quote_id" IS NOT NULL;
CREATE INDEX "index_evidence_interaction_id_source_id" ON "evidence" ("interaction_id", "source_id") WHERE "interaction_id" IS NOT NULL;
CREATE TABLE "history_steps" (
  "id" INTEGER PRIMARY KEY,
  "made_at" TEXT NOT NULL,
  "made_by" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('edit', 'import', 'undo', 'redo', 'merge')),
  "undoes_id" INTEGER REFERENCES "history_steps" ("id") ON DELETE SET NULL
) STRICT;
CREATE INDEX "index_history_steps_undoes_id" ON "history_steps" ("undoes_id") WHERE "undoes_id" IS NOT NULL;
CREATE TABLE "history_changes" (
  "id" INTEGER PRIMARY KEY,
  "step_id" INTEGER NOT NULL REFERENCES "history_steps" ("id") ON DELETE CASCADE,
  "table_name" TEXT NOT NULL,
  "row_id" INTEGER NOT NULL,
  "last_row_id" INTEGER,
  "before" TEXT,
  "after" TEXT
) STRICT;
CREATE INDEX "index_history_changes_step_id" ON "history_changes" ("step_id");
CREATE INDEX "index_history_changes_table_name_row_id" ON "history_changes" ("table_name", "row_id");
CREATE INDEX "index_history_changes_table_name_last_row_id" ON "history_changes" ("table_name", "last_row_id") WHERE "last_row_id" IS NOT NULL;
CREATE VIRTUAL TABLE "search_actors" USING fts5 (words, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3');
CREATE VIRTUAL TABLE "search_interactions" USING fts5 (words, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3');
CREATE VIRTUAL TABLE "search_quotes" USING fts5 (words, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3');
CREATE VIRTUAL TABLE "search_sources" USING fts5 (words, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3');
CREATE TABLE "judgements" (
  "id" INTEGER PRIMARY KEY,
  "key" TEXT UNIQUE,
  "actor_id" INTEGER NOT NULL REFERENCES "actors" ("id") ON DELETE CASCADE,
  "other_id" INTEGER NOT NULL REFERENCES "actors" ("id") ON DELETE CASCADE,
  "verdict" TEXT NOT NULL CHECK ("verdict" IN ('same', 'different', 'unsure')),
  "note" TEXT,
  "decided_by" TEXT NOT NULL,
  "decided_at" TEXT NOT NULL,
  UNIQUE ("actor_id", "other_id"),
  CHECK ("actor_id" <> "other_id")
) STRICT;
CREATE INDEX "index_judgements_other_id" ON "judgements" ("other_id");
INSERT INTO "meta" ("name", "value") VALUES ('created', '2023-09-28T12:00:00Z');
INSERT INTO "meta" ("name", "value") VALUES ('description', '');
INSERT INTO "meta" ("name", "value") VALUES ('program', 'Actor Explorer');
INSERT INTO "meta" ("name", "value") VALUES ('title', 'A store of format 1.1');
INSERT INTO "meta" ("name", "value") VALUES ('uuid', '5a0b0e6e-0000-4000-8000-000000000001');
INSERT INTO "_sqlite_migrations" ("id", "migration_set", "name", "applied_at") VALUES (1, 'actor_explorer', 'format 1.0', '2023-09-28 12:00:00.000000+00:00');
INSERT INTO "_sqlite_migrations" ("id", "migration_set", "name", "applied_at") VALUES (2, 'actor_explorer', 'format 1.1', '2023-09-28 12:00:00.000000+00:00');
INSERT INTO "actor_kinds" ("id", "name", "label") VALUES (1, 'person', 'Person');
INSERT INTO "actor_kinds" ("id", "name", "label") VALUES (2, 'organisation', 'Organisation');
INSERT INTO "actor_kinds" ("id", "name", "label") VALUES (3, 'state', 'State');
INSERT INTO "actor_kinds" ("id", "name", "label") VALUES (4, 'group', 'Group');
INSERT INTO "actor_kinds" ("id", "name", "label") VALUES (5, 'office', 'Office');
INSERT INTO "interaction_kinds" ("id", "name", "label", "family") VALUES (1, 'meeting', 'Meeting', 'talk');
INSERT INTO "interaction_kinds" ("id", "name", "label", "family") VALUES (2, 'call', 'Call', 'talk');
INSERT INTO "interaction_kinds" ("id", "name", "label", "family") VALUES (3, 'roundtable', 'Roundtable', 'talk');
INSERT INTO "interaction_kinds" ("id", "name", "label", "family") VALUES (4, 'talks', 'Talks', 'talk');
INSERT INTO "interaction_kinds" ("id", "name", "label", "family") VALUES (5, 'visit', 'Visit', 'movement');
INSERT INTO "interaction_kinds" ("id", "name", "label", "family") VALUES (6, 'arrival', 'Arrival', 'movement');
INSERT INTO "interaction_kinds" ("id", "name", "label", "family") VALUES (7, 'statement', 'Statement', 'words');
INSERT INTO "interaction_kinds" ("id", "name", "label", "family") VALUES (8, 'announcement', 'Announcement', 'words');
INSERT INTO "interaction_kinds" ("id", "name", "label", "family") VALUES (9, 'publication', 'Publication', 'words');
INSERT INTO "interaction_kinds" ("id", "name", "label", "family") VALUES (10, 'agreement', 'Agreement', 'deal');
INSERT INTO "interaction_kinds" ("id", "name", "label", "family") VALUES (11, 'decision', 'Decision', 'deal');
INSERT INTO "interaction_kinds" ("id", "name", "label", "family") VALUES (12, 'fighting', 'Fighting', 'force');
INSERT INTO "interaction_kinds" ("id", "name", "label", "family") VALUES (13, 'other', 'Other', 'other');
INSERT INTO "relation_kinds" ("id", "name", "label", "reverse_label", "family") VALUES (1, 'position', 'holds a position at', 'has as office-holder', 'position');
INSERT INTO "relation_kinds" ("id", "name", "label", "reverse_label", "family") VALUES (2, 'membership', 'is a member of', 'has as member', 'membership');
INSERT INTO "relation_kinds" ("id", "name", "label", "reverse_label", "family") VALUES (3, 'part_of', 'is part of', 'has as part', 'membership');
INSERT INTO "relation_kinds" ("id", "name", "label", "reverse_label", "family") VALUES (4, 'leadership', 'leads', 'is led by', 'position');
INSERT INTO "relation_kinds" ("id", "name", "label", "reverse_label", "family") VALUES (5, 'ownership', 'owns', 'is owned by', 'ownership');
INSERT INTO "relation_kinds" ("id", "name", "label", "reverse_label", "family") VALUES (6, 'family', 'is family of', 'is family of', 'family');
INSERT INTO "relation_kinds" ("id", "name", "label", "reverse_label", "family") VALUES (7, 'predecessor', 'preceded', 'succeeded', 'succession');
INSERT INTO "relation_kinds" ("id", "name", "label", "reverse_label", "family") VALUES (8, 'spokesperson', 'speaks for', 'has as spokesperson', 'position');
INSERT INTO "relation_kinds" ("id", "name", "label", "reverse_label", "family") VALUES (9, 'representation', 'represents', 'is represented by', 'position');
INSERT INTO "relation_kinds" ("id", "name", "label", "reverse_label", "family") VALUES (10, 'residence', 'resides in', 'is residence of', 'other');
INSERT INTO "relation_kinds" ("id", "name", "label", "reverse_label", "family") VALUES (11, 'other', 'is related to', 'is related to', 'other');
INSERT INTO "roles" ("id", "name", "label", "direction") VALUES (1, 'participant', 'Participant', 'none');
INSERT INTO "roles" ("id", "name", "label", "direction") VALUES (2, 'attendee', 'Attendee', 'none');
INSERT INTO "roles" ("id", "name", "label", "direction") VALUES (3, 'host', 'Host', 'none');
INSERT INTO "roles" ("id", "name", "label", "direction") VALUES (4, 'visitor', 'Visitor', 'none');
INSERT INTO "roles" ("id", "name", "label", "direction") VALUES (5, 'leader', 'Leader', 'none');
INSERT INTO "roles" ("id", "name", "label", "direction") VALUES (6, 'caller', 'Caller', 'from');
INSERT INTO "roles" ("id", "name", "label", "direction") VALUES (7, 'called', 'Called', 'to');
INSERT INTO "roles" ("id", "name", "label", "direction") VALUES (8, 'speaker', 'Speaker', 'from');
INSERT INTO "roles" ("id", "name", "label", "direction") VALUES (9, 'announcer', 'Announcer', 'from');
INSERT INTO "roles" ("id", "name", "label", "direction") VALUES (10, 'addressee', 'Addressee', 'to');
INSERT INTO "roles" ("id", "name", "label", "direction") VALUES (11, 'publisher', 'Publisher', 'none');
INSERT INTO "roles" ("id", "name", "label", "direction") VALUES (12, 'signatory', 'Signatory', 'none');
INSERT INTO "roles" ("id", "name", "label", "direction") VALUES (13, 'belligerent', 'Belligerent', 'none');
INSERT INTO "roles" ("id", "name", "label", "direction") VALUES (14, 'target', 'Target', 'to');
INSERT INTO "roles" ("id", "name", "label", "direction") VALUES (15, 'subject', 'Subject', 'none');
INSERT INTO "actors" ("id", "key", "kind_id", "name", "is_unnamed", "description", "properties") VALUES (1, NULL, 1, 'Samantha Power', 0, 'Administrator of USAID
in 2023', NULL);
INSERT INTO "actors" ("id", "key", "kind_id", "name", "is_unnamed", "description", "properties") VALUES (2, NULL, 1, 'İlham Əliyev', 0, NULL, NULL);
INSERT INTO "actors" ("id", "key", "kind_id", "name", "is_unnamed", "description", "properties") VALUES (3, NULL, 2, 'State Department', 0, NULL, NULL);
INSERT INTO "sources" ("id", "key", "title", "author", "author_id", "publisher", "published", "url", "kind", "language", "reliability", "text", "text_sha256", "properties") VALUES (1, NULL, 'An article', 'N. N.', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'He said so.', '0741d98260eb1a81c3b6adc457af6913c1ac4277e1ca051406ff7468bdabac1e', NULL);
INSERT INTO "actor_names" ("id", "actor_id", "name", "language", "script", "note", "source_id") VALUES (1, 2, 'Ilham Aliyev', 'en', NULL, NULL, NULL);
INSERT INTO "actor_identifiers" ("id", "actor_id", "scheme", "value") VALUES (1, 1, 'wikidata', 'Q1');
INSERT INTO "relations" ("id", "key", "kind_id", "from_actor_id", "to_actor_id", "title", "date_words", "edtf", "earliest", "latest", "date_flags", "date_basis", "date_reasoning", "description", "properties") VALUES (1, NULL, 1, 1, 3, 'Administrator', NULL, '2021/', 18628, NULL, 320, NULL, NULL, NULL, NULL);
INSERT INTO "places" ("id", "key", "name", "parent_id", "latitude", "longitude") VALUES (1, NULL, 'Yerevan', NULL, NULL, NULL);
INSERT INTO "topics" ("id", "key", "name") VALUES (2, NULL, 'observers');
INSERT INTO "interactions" ("id", "key", "kind_id", "title", "standing", "standing_words", "place_id", "parent_id", "date_words", "edtf", "earliest", "latest", "date_flags", "date_basis", "date_reasoning", "description", "properties") VALUES (1, NULL, 2, 'Call about the corridor', 'took_place', NULL, 1, NULL, NULL, '2023-09-26', 19626, 19626, 0, NULL, NULL, NULL, NULL);
INSERT INTO "interactions" ("id", "key", "kind_id", "title", "standing", "standing_words", "place_id", "parent_id", "date_words", "edtf", "earliest", "latest", "date_flags", "date_basis", "date_reasoning", "description", "properties") VALUES (2, NULL, 6, 'Arrival for talks', 'planned', NULL, NULL, 3, NULL, '2023-09-22/2023-09-25', 19622, 19625, 256, NULL, NULL, NULL, NULL);
INSERT INTO "interactions" ("id", "key", "kind_id", "title", "standing", "standing_words", "place_id", "parent_id", "date_words", "edtf", "earliest", "latest", "date_flags", "date_basis", "date_reasoning", "description", "properties") VALUES (3, NULL, 1, 'Something without a date', 'took_place', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL);
INSERT INTO "interaction_topics" ("interaction_id", "topic_id") VALUES (1, 2);
INSERT INTO "interaction_topics" ("interaction_id", "topic_id") VALUES (2, 2);
INSERT INTO "interaction_order" ("id", "interaction_id", "relation", "other_id", "words") VALUES (1, 3, 'after', 1, 'later');
INSERT INTO "participants" ("id", "interaction_id", "actor_id", "role_id", "capacity", "position_id", "properties") VALUES (1, 1, 1, 6, 'Administrator', 1, NULL);
INSERT INTO "participants" ("id", "interaction_id", "actor_id", "role_id", "capacity", "position_id", "properties") VALUES (2, 1, 2, 7, NULL, NULL, '{"seat": 2}');
INSERT INTO "participants" ("id", "interaction_id", "actor_id", "role_id", "capacity", "position_id", "properties") VALUES (3, 2, 1, 4, NULL, NULL, NULL);
INSERT INTO "amounts" ("id", "interaction_id", "value", "unit", "words", "purpose") VALUES (1, 2, 11500000.0, 'USD', NULL, NULL);
INSERT INTO "quotes" ("id", "key", "speaker_id", "form", "words", "interaction_id", "source_id", "start", "end", "language") VALUES (1, NULL, 1, 'verbatim', 'We are here.', 2, 1, 0, 2, NULL);
INSERT INTO "quote_actors" ("quote_id", "actor_id") VALUES (1, 2);
INSERT INTO "accounts" ("id", "key", "interaction_id", "actor_id", "form", "words", "summary", "source_id", "start", "end") VALUES (1, NULL, 1, 3, 'reported', 'He agreed to observers.', NULL, 1, NULL, NULL);
INSERT INTO "accounts" ("id", "key", "interaction_id", "actor_id", "form", "words", "summary", "source_id", "start", "end") VALUES (2, NULL, 1, 2, 'reported', 'He offered an office.', NULL, 1, NULL, NULL);
INSERT INTO "attributions" ("id", "quote_id", "account_id", "position", "actor_id", "interaction_id", "source_id", "verb", "date_words") VALUES (1, 1, NULL, 1, 1, NULL, NULL, 'said', NULL);
INSERT INTO "attributions" ("id", "quote_id", "account_id", "position", "actor_id", "interaction_id", "source_id", "verb", "date_words") VALUES (2, NULL, 1, 1, 3, NULL, 1, 'said', NULL);
INSERT INTO "evidence" ("id", "key", "source_id", "excerpt", "start", "end", "actor_id", "relation_id", "interaction_id", "participant_id", "amount_id", "order_id", "account_id", "quote_id", "aspect", "confidence", "note", "recorded_by", "recorded_at") VALUES (1, NULL, 1, 'so', NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'fact', 'not_assessed', NULL, 'keeper', '2023-09-28T12:00:00Z');
INSERT INTO "evidence" ("id", "key", "source_id", "excerpt", "start", "end", "actor_id", "relation_id", "interaction_id", "participant_id", "amount_id", "order_id", "account_id", "quote_id", "aspect", "confidence", "note", "recorded_by", "recorded_at") VALUES (2, NULL, 1, 'so', NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, 'fact', 'not_assessed', NULL, 'keeper', '2023-09-28T12:00:00Z');
INSERT INTO "evidence" ("id", "key", "source_id", "excerpt", "start", "end", "actor_id", "relation_id", "interaction_id", "participant_id", "amount_id", "order_id", "account_id", "quote_id", "aspect", "confidence", "note", "recorded_by", "recorded_at") VALUES (3, NULL, 1, 'so', NULL, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, 'fact', 'not_assessed', NULL, 'keeper', '2023-09-28T12:00:00Z');
INSERT INTO "evidence" ("id", "key", "source_id", "excerpt", "start", "end", "actor_id", "relation_id", "interaction_id", "participant_id", "amount_id", "order_id", "account_id", "quote_id", "aspect", "confidence", "note", "recorded_by", "recorded_at") VALUES (4, NULL, 1, 'so', NULL, NULL, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, 'fact', 'not_assessed', NULL, 'keeper', '2023-09-28T12:00:00Z');
INSERT INTO "evidence" ("id", "key", "source_id", "excerpt", "start", "end", "actor_id", "relation_id", "interaction_id", "participant_id", "amount_id", "order_id", "account_id", "quote_id", "aspect", "confidence", "note", "recorded_by", "recorded_at") VALUES (5, NULL, 1, 'so', NULL, NULL, NULL, NULL, NULL, NULL, 1, NULL, NULL, NULL, 'fact', 'not_assessed', NULL, 'keeper', '2023-09-28T12:00:00Z');
INSERT INTO "evidence" ("id", "key", "source_id", "excerpt", "start", "end", "actor_id", "relation_id", "interaction_id", "participant_id", "amount_id", "order_id", "account_id", "quote_id", "aspect", "confidence", "note", "recorded_by", "recorded_at") VALUES (6, NULL, 1, 'so', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, NULL, NULL, 'fact', 'not_assessed', NULL, 'keeper', '2023-09-28T12:00:00Z');
INSERT INTO "evidence" ("id", "key", "source_id", "excerpt", "start", "end", "actor_id", "relation_id", "interaction_id", "participant_id", "amount_id", "order_id", "account_id", "quote_id", "aspect", "confidence", "note", "recorded_by", "recorded_at") VALUES (7, NULL, 1, 'so', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, NULL, 'fact', 'not_assessed', NULL, 'keeper', '2023-09-28T12:00:00Z');
INSERT INTO "evidence" ("id", "key", "source_id", "excerpt", "start", "end", "actor_id", "relation_id", "interaction_id", "participant_id", "amount_id", "order_id", "account_id", "quote_id", "aspect", "confidence", "note", "recorded_by", "recorded_at") VALUES (8, NULL, 1, 'so', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, 'fact', 'not_assessed', NULL, 'keeper', '2023-09-28T12:00:00Z');
INSERT INTO "judgements" ("id", "key", "actor_id", "other_id", "verdict", "note", "decided_by", "decided_at") VALUES (1, NULL, 1, 2, 'different', 'They met.', 'keeper', '2023-09-28T12:00:00Z');
INSERT INTO "judgements" ("id", "key", "actor_id", "other_id", "verdict", "note", "decided_by", "decided_at") VALUES (2, NULL, 3, 1, 'unsure', NULL, 'keeper', '2023-09-28T12:00:00Z');
INSERT INTO "history_steps" ("id", "made_at", "made_by", "title", "kind", "undoes_id") VALUES (1, '2023-09-28T12:00:00Z', 'keeper', 'Build', 'import', NULL);
INSERT INTO "history_steps" ("id", "made_at", "made_by", "title", "kind", "undoes_id") VALUES (2, '2023-09-28T12:00:00Z', 'keeper', 'Tell', 'edit', NULL);
INSERT INTO "history_steps" ("id", "made_at", "made_by", "title", "kind", "undoes_id") VALUES (3, '2023-09-28T12:00:00Z', 'keeper', 'Change something', 'edit', NULL);
INSERT INTO "history_steps" ("id", "made_at", "made_by", "title", "kind", "undoes_id") VALUES (4, '2023-09-28T12:00:00Z', 'keeper', 'Judge', 'merge', NULL);
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (1, 1, 'actors', 1, NULL, NULL, '{"id":1,"name":"Samantha Power","kind_id":1,"is_unnamed":0}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (2, 1, 'actors', 2, NULL, NULL, '{"id":2,"name":"İlham Əliyev","kind_id":1,"is_unnamed":0}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (3, 1, 'actors', 3, NULL, NULL, '{"id":3,"name":"State Department","kind_id":2,"is_unnamed":0}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (4, 1, 'places', 1, NULL, NULL, '{"id":1,"name":"Yerevan"}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (5, 1, 'interactions', 1, NULL, NULL, '{"id":1,"kind_id":2,"title":"Call about the corridor","edtf":"2023-09-26","place_id":1,"standing":"took_place","date_flags":0,"earliest":19626,"latest":19626}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (6, 1, 'participants', 1, NULL, NULL, '{"id":1,"interaction_id":1,"actor_id":1,"role_id":6}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (7, 1, 'participants', 2, NULL, NULL, '{"id":2,"interaction_id":1,"actor_id":2,"role_id":7}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (8, 1, 'topics', 1, NULL, NULL, '{"id":1,"name":"humanitarian access"}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (9, 1, 'interaction_topics', 1, NULL, NULL, '{"interaction_id":1,"topic_id":1}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (10, 1, 'topics', 2, NULL, NULL, '{"id":2,"name":"observers"}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (11, 1, 'interaction_topics', 1, NULL, NULL, '{"interaction_id":1,"topic_id":2}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (12, 1, 'interactions', 2, NULL, NULL, '{"id":2,"kind_id":6,"title":"Arrival for talks","edtf":"2023-09-22/2023-09-25","standing":"planned","date_flags":256,"earliest":19622,"latest":19625}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (13, 1, 'participants', 3, NULL, NULL, '{"id":3,"interaction_id":2,"actor_id":1,"role_id":4}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (14, 1, 'interaction_topics', 2, NULL, NULL, '{"interaction_id":2,"topic_id":2}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (15, 1, 'interactions', 3, NULL, NULL, '{"id":3,"kind_id":1,"title":"Something without a date","standing":"took_place","date_flags":0}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (16, 2, 'sources', 1, NULL, NULL, '{"id":1,"title":"An article","author":"N. N.","text":"He said so.","text_sha256":"0741d98260eb1a81c3b6adc457af6913c1ac4277e1ca051406ff7468bdabac1e"}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (17, 2, 'actor_names', 1, NULL, NULL, '{"id":1,"actor_id":2,"name":"Ilham Aliyev","language":"en"}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (18, 2, 'actor_identifiers', 1, NULL, NULL, '{"id":1,"actor_id":1,"scheme":"wikidata","value":"Q1"}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (19, 2, 'relations', 1, NULL, NULL, '{"id":1,"kind_id":1,"from_actor_id":1,"to_actor_id":3,"title":"Administrator","edtf":"2021/","date_flags":320,"earliest":18628}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (20, 2, 'participants', 1, NULL, '{"position_id":null,"capacity":null}', '{"position_id":1,"capacity":"Administrator"}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (21, 2, 'quotes', 1, NULL, NULL, '{"id":1,"speaker_id":1,"form":"verbatim","words":"We are here.","interaction_id":2,"source_id":1,"start":0,"end":2}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (22, 2, 'quote_actors', 1, NULL, NULL, '{"quote_id":1,"actor_id":2}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (23, 2, 'accounts', 1, NULL, NULL, '{"id":1,"interaction_id":1,"actor_id":3,"form":"reported","words":"He agreed to observers.","source_id":1}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (24, 2, 'accounts', 2, NULL, NULL, '{"id":2,"interaction_id":1,"actor_id":2,"form":"reported","words":"He offered an office.","source_id":1}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (25, 2, 'attributions', 1, NULL, NULL, '{"id":1,"quote_id":1,"position":1,"actor_id":1,"verb":"said"}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (26, 2, 'attributions', 2, NULL, NULL, '{"id":2,"account_id":1,"position":1,"actor_id":3,"verb":"said","source_id":1}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (27, 2, 'amounts', 1, NULL, NULL, '{"id":1,"interaction_id":2,"value":11500000.0,"unit":"USD"}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (28, 2, 'interaction_order', 1, NULL, NULL, '{"id":1,"interaction_id":3,"relation":"after","other_id":1,"words":"later"}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (29, 2, 'interactions', 2, NULL, '{"parent_id":null}', '{"parent_id":3}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (30, 2, 'evidence', 1, NULL, NULL, '{"id":1,"source_id":1,"excerpt":"so","actor_id":1,"aspect":"fact","confidence":"not_assessed","recorded_by":"keeper","recorded_at":"2023-09-28T12:00:00Z"}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (31, 2, 'evidence', 2, NULL, NULL, '{"id":2,"source_id":1,"excerpt":"so","relation_id":1,"aspect":"fact","confidence":"not_assessed","recorded_by":"keeper","recorded_at":"2023-09-28T12:00:00Z"}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (32, 2, 'evidence', 3, NULL, NULL, '{"id":3,"source_id":1,"excerpt":"so","interaction_id":1,"aspect":"fact","confidence":"not_assessed","recorded_by":"keeper","recorded_at":"2023-09-28T12:00:00Z"}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (33, 2, 'evidence', 4, NULL, NULL, '{"id":4,"source_id":1,"excerpt":"so","participant_id":1,"aspect":"fact","confidence":"not_assessed","recorded_by":"keeper","recorded_at":"2023-09-28T12:00:00Z"}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (34, 2, 'evidence', 5, NULL, NULL, '{"id":5,"source_id":1,"excerpt":"so","amount_id":1,"aspect":"fact","confidence":"not_assessed","recorded_by":"keeper","recorded_at":"2023-09-28T12:00:00Z"}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (35, 2, 'evidence', 6, NULL, NULL, '{"id":6,"source_id":1,"excerpt":"so","order_id":1,"aspect":"fact","confidence":"not_assessed","recorded_by":"keeper","recorded_at":"2023-09-28T12:00:00Z"}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (36, 2, 'evidence', 7, NULL, NULL, '{"id":7,"source_id":1,"excerpt":"so","account_id":1,"aspect":"fact","confidence":"not_assessed","recorded_by":"keeper","recorded_at":"2023-09-28T12:00:00Z"}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (37, 2, 'evidence', 8, NULL, NULL, '{"id":8,"source_id":1,"excerpt":"so","quote_id":1,"aspect":"fact","confidence":"not_assessed","recorded_by":"keeper","recorded_at":"2023-09-28T12:00:00Z"}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (38, 3, 'actors', 1, NULL, '{"description":null}', '{"description":"Administrator of USAID\nin 2023"}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (39, 3, 'interaction_topics', 1, NULL, '{"interaction_id":1,"topic_id":1}', NULL);
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (40, 3, 'topics', 1, NULL, '{"id":1,"key":null,"name":"humanitarian access"}', NULL);
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (41, 4, 'judgements', 1, NULL, NULL, '{"id":1,"actor_id":1,"other_id":2,"verdict":"different","note":"They met.","decided_at":"2023-09-28T12:00:00Z","decided_by":"keeper"}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (42, 4, 'judgements', 2, NULL, NULL, '{"id":2,"actor_id":3,"other_id":1,"verdict":"unsure","decided_at":"2023-09-28T12:00:00Z","decided_by":"keeper"}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (43, 4, 'participants', 2, NULL, '{"properties":null}', '{"properties":"{\"seat\": 2}"}');
INSERT INTO "history_changes" ("id", "step_id", "table_name", "row_id", "last_row_id", "before", "after") VALUES (44, 4, 'meta', 0, NULL, '{"name":"title","value":"A store of format 1.0"}', '{"name":"title","value":"A store of format 1.1"}');
INSERT INTO "search_actors" (rowid, words) VALUES (1, 'samantha power
q1');
INSERT INTO "search_actors" (rowid, words) VALUES (2, 'ilham aliyev
ilham aliyev');
INSERT INTO "search_actors" (rowid, words) VALUES (3, 'state department');
INSERT INTO "search_interactions" (rowid, words) VALUES (1, 'call about the corridor
yerevan
observers');
INSERT INTO "search_interactions" (rowid, words) VALUES (2, 'arrival for talks
observers');
INSERT INTO "search_interactions" (rowid, words) VALUES (3, 'something without a date');
INSERT INTO "search_quotes" (rowid, words) VALUES (2, 'we are here.');
INSERT INTO "search_quotes" (rowid, words) VALUES (3, 'he agreed to observers.');
INSERT INTO "search_quotes" (rowid, words) VALUES (5, 'he offered an office.');
INSERT INTO "search_sources" (rowid, words) VALUES (1, 'an article
n. n.
he said so.');
COMMIT;
