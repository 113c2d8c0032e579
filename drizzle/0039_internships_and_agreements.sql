CREATE TABLE "base_shares" (
	"period_id" text NOT NULL,
	"organization_id" text NOT NULL,
	"places" integer NOT NULL,
	"places_taken" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "base_shares_period_id_organization_id_pk" PRIMARY KEY("period_id","organization_id"),
	CONSTRAINT "base_shares_places" CHECK ("base_shares"."places" between 1 and 10000 and "base_shares"."places_taken" between 0 and "base_shares"."places")
);
--> statement-breakpoint
CREATE TABLE "base_tutors" (
	"id" text PRIMARY KEY NOT NULL,
	"listing_id" text NOT NULL,
	"organization_id" text NOT NULL,
	"account_id" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "base_tutors_once" UNIQUE("listing_id","organization_id","account_id"),
	CONSTRAINT "base_tutors_name" CHECK (length("base_tutors"."name") between 1 and 60)
);
--> statement-breakpoint
CREATE TABLE "certificate_skills" (
	"certificate_id" text NOT NULL,
	"skill_id" text NOT NULL,
	"level" smallint NOT NULL,
	CONSTRAINT "certificate_skills_certificate_id_skill_id_pk" PRIMARY KEY("certificate_id","skill_id"),
	CONSTRAINT "certificate_skills_level" CHECK ("certificate_skills"."level" between 1 and 4)
);
--> statement-breakpoint
CREATE TABLE "certificates" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"kind" text NOT NULL,
	"talent_id" text NOT NULL,
	"organization_id" text NOT NULL,
	"title_zh" text,
	"title_en" text,
	"starts_on" date,
	"ends_on" date,
	"issued_on" date NOT NULL,
	"state" text DEFAULT 'offered' NOT NULL,
	"answered_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	"code" text,
	"holder" text,
	"shows_skills" boolean DEFAULT true NOT NULL,
	"shows_dates" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "certificates_code_unique" UNIQUE("code"),
	CONSTRAINT "certificates_kind" CHECK ("certificates"."kind" in ('course', 'base')),
	CONSTRAINT "certificates_state" CHECK ("certificates"."state" in ('offered', 'agreed', 'declined', 'withdrawn')),
	CONSTRAINT "certificates_withdrawn" CHECK (("certificates"."state" = 'withdrawn') = ("certificates"."withdrawn_at" is not null)),
	CONSTRAINT "certificates_dates" CHECK (num_nulls("certificates"."starts_on", "certificates"."ends_on") in (0, 2)),
	CONSTRAINT "certificates_shared" CHECK ("certificates"."code" is null or ("certificates"."state" in ('agreed', 'withdrawn') and "certificates"."holder" is not null and length("certificates"."code") >= 24)),
	CONSTRAINT "certificates_holder" CHECK (length("certificates"."holder") between 1 and 60)
);
--> statement-breakpoint
CREATE TABLE "evaluated_skills" (
	"application_id" text NOT NULL,
	"voice" text NOT NULL,
	"skill_id" text NOT NULL,
	"level" smallint NOT NULL,
	CONSTRAINT "evaluated_skills_application_id_voice_skill_id_pk" PRIMARY KEY("application_id","voice","skill_id"),
	CONSTRAINT "evaluated_skills_level" CHECK ("evaluated_skills"."level" between 1 and 4)
);
--> statement-breakpoint
CREATE TABLE "internship_comments" (
	"id" text PRIMARY KEY NOT NULL,
	"week_id" text NOT NULL,
	"side" text NOT NULL,
	"account_id" text,
	"name" text NOT NULL,
	"text" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "internship_comments_side" CHECK ("internship_comments"."side" in ('host', 'school')),
	CONSTRAINT "internship_comments_length" CHECK (length("internship_comments"."text") between 1 and 2000)
);
--> statement-breakpoint
CREATE TABLE "internship_evaluations" (
	"application_id" text NOT NULL,
	"voice" text NOT NULL,
	"account_id" text,
	"name" text,
	"text" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "internship_evaluations_application_id_voice_pk" PRIMARY KEY("application_id","voice"),
	CONSTRAINT "internship_evaluations_voice" CHECK ("internship_evaluations"."voice" in ('host', 'school', 'student')),
	CONSTRAINT "internship_evaluations_length" CHECK (length("internship_evaluations"."text") between 1 and 2000)
);
--> statement-breakpoint
CREATE TABLE "internship_weeks" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"monday" date NOT NULL,
	"text" text NOT NULL,
	"days" smallint NOT NULL,
	"confirmed_days" smallint,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "internship_weeks_monday" CHECK (extract(isodow from "internship_weeks"."monday") = 1),
	CONSTRAINT "internship_weeks_days" CHECK ("internship_weeks"."days" between 0 and 7 and "internship_weeks"."confirmed_days" between 0 and 7),
	CONSTRAINT "internship_weeks_length" CHECK (length("internship_weeks"."text") between 1 and 5000)
);
--> statement-breakpoint
CREATE TABLE "internships" (
	"application_id" text PRIMARY KEY NOT NULL,
	"kind" text DEFAULT 'base' NOT NULL,
	"full_name" text NOT NULL,
	"age_band" text NOT NULL,
	"study" text NOT NULL,
	"stated_on" date NOT NULL,
	"school_id" text,
	"ended_with_job" boolean DEFAULT false NOT NULL,
	CONSTRAINT "internships_kind" CHECK ("internships"."kind" in ('base', 'role')),
	CONSTRAINT "internships_name" CHECK (length("internships"."full_name") between 1 and 60),
	CONSTRAINT "internships_age" CHECK ("internships"."age_band" in ('16-17', 'adult')),
	CONSTRAINT "internships_study" CHECK ("internships"."study" in ('vocational', 'other', 'none')),
	CONSTRAINT "internships_school_arranges" CHECK ("internships"."study" <> 'vocational' or "internships"."school_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "agreement_acceptances" (
	"agreement_id" text NOT NULL,
	"revision" integer NOT NULL,
	"party" text NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"way" text DEFAULT 'app' NOT NULL,
	"account_id" text,
	"file_id" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "agreement_acceptances_agreement_id_revision_party_pk" PRIMARY KEY("agreement_id","revision","party"),
	CONSTRAINT "agreement_acceptances_party" CHECK ("agreement_acceptances"."party" in ('school', 'host', 'student', 'guardian')),
	CONSTRAINT "agreement_acceptances_way" CHECK ("agreement_acceptances"."way" in ('app', 'paper')),
	CONSTRAINT "agreement_acceptances_paper" CHECK ("agreement_acceptances"."file_id" is null or "agreement_acceptances"."way" = 'paper'),
	CONSTRAINT "agreement_acceptances_name" CHECK (length("agreement_acceptances"."name") between 1 and 60)
);
--> statement-breakpoint
CREATE TABLE "agreement_events" (
	"id" text PRIMARY KEY NOT NULL,
	"agreement_id" text NOT NULL,
	"from_state" text NOT NULL,
	"to_state" text NOT NULL,
	"mover" text NOT NULL,
	"account_id" text,
	"reason" text DEFAULT '' NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "agreement_events_length" CHECK (length("agreement_events"."reason") <= 500)
);
--> statement-breakpoint
CREATE TABLE "agreement_guardians" (
	"agreement_id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"token_hash" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "agreement_guardians_tokenHash_unique" UNIQUE("token_hash"),
	CONSTRAINT "agreement_guardians_name" CHECK (length("agreement_guardians"."name") between 1 and 60)
);
--> statement-breakpoint
CREATE TABLE "agreement_moves" (
	"from_state" text NOT NULL,
	"to_state" text NOT NULL,
	"mover" text NOT NULL,
	CONSTRAINT "agreement_moves_from_state_to_state_mover_pk" PRIMARY KEY("from_state","to_state","mover")
);
--> statement-breakpoint
CREATE TABLE "agreement_texts" (
	"agreement_id" text NOT NULL,
	"revision" integer NOT NULL,
	"terms" jsonb NOT NULL,
	"text_zh" text NOT NULL,
	"text_en" text NOT NULL,
	"hash" text NOT NULL,
	"account_id" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "agreement_texts_agreement_id_revision_pk" PRIMARY KEY("agreement_id","revision"),
	CONSTRAINT "agreement_texts_hash" UNIQUE("agreement_id","revision","hash"),
	CONSTRAINT "agreement_texts_hash_form" CHECK ("agreement_texts"."hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "agreements" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"host_id" text NOT NULL,
	"school_id" text,
	"state" text DEFAULT 'draft' NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"signed_revision" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "agreements_state" CHECK ("agreements"."state" in ('draft', 'signing', 'signed', 'amending', 'interrupted', 'completed', 'ended', 'cancelled')),
	CONSTRAINT "agreements_revision" CHECK ("agreements"."revision" >= 0 and "agreements"."signed_revision" between 1 and "agreements"."revision"),
	CONSTRAINT "agreements_two_sides" CHECK ("agreements"."host_id" <> "agreements"."school_id")
);
--> statement-breakpoint
ALTER TABLE "notice_settings" DROP CONSTRAINT "notice_settings_muted";--> statement-breakpoint
ALTER TABLE "notice_settings" DROP CONSTRAINT "notice_settings_mailed";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_kind";--> statement-breakpoint
ALTER TABLE "unsubscribe_tokens" DROP CONSTRAINT "unsubscribe_tokens_kind";--> statement-breakpoint
ALTER TABLE "base_partners" ADD COLUMN "agreement_required" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "bases" ADD COLUMN "agreement_required" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "base_shares" ADD CONSTRAINT "base_shares_period_id_base_periods_id_fk" FOREIGN KEY ("period_id") REFERENCES "public"."base_periods"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "base_shares" ADD CONSTRAINT "base_shares_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "base_tutors" ADD CONSTRAINT "base_tutors_listing_id_bases_listing_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."bases"("listing_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "base_tutors" ADD CONSTRAINT "base_tutors_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "base_tutors" ADD CONSTRAINT "base_tutors_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_skills" ADD CONSTRAINT "certificate_skills_certificate_id_certificates_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."certificates"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_skills" ADD CONSTRAINT "certificate_skills_skill_id_skills_id_fk" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_talent_id_talents_id_fk" FOREIGN KEY ("talent_id") REFERENCES "public"."talents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_application" FOREIGN KEY ("application_id","kind") REFERENCES "public"."applications"("id","kind") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluated_skills" ADD CONSTRAINT "evaluated_skills_skill_id_skills_id_fk" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evaluated_skills" ADD CONSTRAINT "evaluated_skills_evaluation" FOREIGN KEY ("application_id","voice") REFERENCES "public"."internship_evaluations"("application_id","voice") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "internship_comments" ADD CONSTRAINT "internship_comments_week_id_internship_weeks_id_fk" FOREIGN KEY ("week_id") REFERENCES "public"."internship_weeks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "internship_comments" ADD CONSTRAINT "internship_comments_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "internship_evaluations" ADD CONSTRAINT "internship_evaluations_application_id_internships_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."internships"("application_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "internship_evaluations" ADD CONSTRAINT "internship_evaluations_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "internship_weeks" ADD CONSTRAINT "internship_weeks_application_id_internships_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."internships"("application_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "internships" ADD CONSTRAINT "internships_school_id_organizations_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."organizations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "internships" ADD CONSTRAINT "internships_application" FOREIGN KEY ("application_id","kind") REFERENCES "public"."applications"("id","kind") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_acceptances" ADD CONSTRAINT "agreement_acceptances_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_acceptances" ADD CONSTRAINT "agreement_acceptances_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_acceptances" ADD CONSTRAINT "agreement_acceptances_text" FOREIGN KEY ("agreement_id","revision","hash") REFERENCES "public"."agreement_texts"("agreement_id","revision","hash") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_events" ADD CONSTRAINT "agreement_events_agreement_id_agreements_id_fk" FOREIGN KEY ("agreement_id") REFERENCES "public"."agreements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_events" ADD CONSTRAINT "agreement_events_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_events" ADD CONSTRAINT "agreement_events_move" FOREIGN KEY ("from_state","to_state","mover") REFERENCES "public"."agreement_moves"("from_state","to_state","mover") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_guardians" ADD CONSTRAINT "agreement_guardians_agreement_id_agreements_id_fk" FOREIGN KEY ("agreement_id") REFERENCES "public"."agreements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_texts" ADD CONSTRAINT "agreement_texts_agreement_id_agreements_id_fk" FOREIGN KEY ("agreement_id") REFERENCES "public"."agreements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_texts" ADD CONSTRAINT "agreement_texts_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_application_id_internships_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."internships"("application_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_host_id_organizations_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."organizations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_school_id_organizations_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."organizations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "base_shares_organization" ON "base_shares" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "base_tutors_account" ON "base_tutors" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "certificate_skills_skill" ON "certificate_skills" USING btree ("skill_id");--> statement-breakpoint
CREATE UNIQUE INDEX "certificates_one" ON "certificates" USING btree ("application_id") WHERE "certificates"."state" <> 'withdrawn';--> statement-breakpoint
CREATE INDEX "certificates_application" ON "certificates" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "certificates_talent" ON "certificates" USING btree ("talent_id","issued_on");--> statement-breakpoint
CREATE INDEX "internship_comments_week" ON "internship_comments" USING btree ("week_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "internship_weeks_once" ON "internship_weeks" USING btree ("application_id","monday");--> statement-breakpoint
CREATE INDEX "internships_school" ON "internships" USING btree ("school_id");--> statement-breakpoint
CREATE INDEX "agreement_acceptances_file" ON "agreement_acceptances" USING btree ("file_id");--> statement-breakpoint
CREATE UNIQUE INDEX "agreement_events_agreement" ON "agreement_events" USING btree ("agreement_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "agreements_one" ON "agreements" USING btree ("application_id") WHERE "agreements"."state" <> 'cancelled';--> statement-breakpoint
CREATE INDEX "agreements_host" ON "agreements" USING btree ("host_id","state");--> statement-breakpoint
CREATE INDEX "agreements_school" ON "agreements" USING btree ("school_id","state");--> statement-breakpoint
ALTER TABLE "notice_settings" ADD CONSTRAINT "notice_settings_muted" CHECK ("notice_settings"."muted" <@ array['applicationReceived', 'applicationMoved', 'applicationAnswered', 'answerDue', 'listingSilent', 'teamAsked', 'teamAnswered', 'invited', 'invitationAnswered', 'messageReceived', 'savedClosed', 'internship', 'profileViewed']::text[]);--> statement-breakpoint
ALTER TABLE "notice_settings" ADD CONSTRAINT "notice_settings_mailed" CHECK ("notice_settings"."mailed" <@ array['applicationReceived', 'applicationMoved', 'applicationAnswered', 'answerDue', 'listingSilent', 'teamAsked', 'teamAnswered', 'invited', 'invitationAnswered', 'messageReceived', 'savedClosed', 'internship', 'profileViewed', 'weeklyMatches']::text[]);--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('searchFound', 'applicationReceived', 'applicationMoved', 'applicationAnswered', 'answerDue', 'listingSilent', 'teamAsked', 'teamAnswered', 'invited', 'invitationAnswered', 'messageReceived', 'savedClosed', 'internship', 'profileViewed', 'caseMoved', 'reportAnswered'));--> statement-breakpoint
ALTER TABLE "unsubscribe_tokens" ADD CONSTRAINT "unsubscribe_tokens_kind" CHECK ("unsubscribe_tokens"."kind" in ('applicationReceived', 'applicationMoved', 'applicationAnswered', 'answerDue', 'listingSilent', 'teamAsked', 'teamAnswered', 'invited', 'invitationAnswered', 'messageReceived', 'savedClosed', 'internship', 'profileViewed', 'weeklyMatches'));
--> statement-breakpoint
-- The same moves as in src/lib/agreements/moves.ts.
INSERT INTO "agreement_moves" ("from_state", "to_state", "mover") VALUES
	('draft', 'signing', 'school'),
	('draft', 'cancelled', 'school'),
	('draft', 'signing', 'host'),
	('draft', 'cancelled', 'host'),
	('draft', 'cancelled', 'student'),
	('draft', 'cancelled', 'system'),
	('signing', 'draft', 'school'),
	('signing', 'cancelled', 'school'),
	('signing', 'draft', 'host'),
	('signing', 'cancelled', 'host'),
	('signing', 'draft', 'student'),
	('signing', 'cancelled', 'student'),
	('signing', 'draft', 'guardian'),
	('signing', 'cancelled', 'guardian'),
	('signing', 'signed', 'system'),
	('signing', 'cancelled', 'system'),
	('signed', 'amending', 'school'),
	('signed', 'interrupted', 'school'),
	('signed', 'ended', 'school'),
	('signed', 'amending', 'host'),
	('signed', 'interrupted', 'host'),
	('signed', 'ended', 'host'),
	('signed', 'interrupted', 'student'),
	('signed', 'ended', 'student'),
	('signed', 'interrupted', 'guardian'),
	('signed', 'ended', 'guardian'),
	('signed', 'completed', 'system'),
	('signed', 'ended', 'system'),
	('amending', 'amending', 'school'),
	('amending', 'signed', 'school'),
	('amending', 'ended', 'school'),
	('amending', 'amending', 'host'),
	('amending', 'signed', 'host'),
	('amending', 'ended', 'host'),
	('amending', 'signed', 'student'),
	('amending', 'ended', 'student'),
	('amending', 'signed', 'guardian'),
	('amending', 'ended', 'guardian'),
	('amending', 'signed', 'system'),
	('amending', 'completed', 'system'),
	('amending', 'ended', 'system'),
	('interrupted', 'signed', 'school'),
	('interrupted', 'ended', 'school'),
	('interrupted', 'signed', 'host'),
	('interrupted', 'ended', 'host'),
	('interrupted', 'ended', 'student'),
	('interrupted', 'ended', 'guardian'),
	('interrupted', 'completed', 'system'),
	('interrupted', 'ended', 'system'),
	('completed', 'signed', 'system'),
	('completed', 'amending', 'system');
--> statement-breakpoint
-- The same as in src/lib/applications/moves.ts: a completion is taken back.
INSERT INTO "application_moves" ("kind", "from_state", "to_state", "mover") VALUES
	('course', 'completed', 'enrolled', 'organization'),
	('base', 'completed', 'enrolled', 'organization');
--> statement-breakpoint
-- Who has to accept: the host and the person, the school they come from, and the guardian of whoever is under 18.
CREATE FUNCTION missing_acceptances(agreement text, text_revision integer) RETURNS bigint LANGUAGE sql STABLE AS $$
	SELECT count(*) FROM agreements g JOIN internships i ON i.application_id = g.application_id
	CROSS JOIN LATERAL (VALUES ('host', true), ('student', true), ('school', g.school_id IS NOT NULL), ('guardian', i.age_band <> 'adult')) AS p (party, needed)
	WHERE g.id = agreement AND p.needed AND NOT EXISTS (
		SELECT FROM agreement_acceptances a WHERE a.agreement_id = g.id AND a.revision = text_revision AND a.party = p.party)
$$;
--> statement-breakpoint
-- An event is the only way to move an agreement; everybody must have accepted the text that comes into force.
CREATE FUNCTION apply_agreement_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	now_at agreements%ROWTYPE;
BEGIN
	SELECT * INTO now_at FROM agreements WHERE id = NEW.agreement_id FOR UPDATE;
	IF NOT FOUND OR now_at.state <> NEW.from_state THEN
		RAISE EXCEPTION 'the agreement is not in the state the event moves it from' USING ERRCODE = 'check_violation';
	END IF;
	IF NEW.to_state = 'signing' AND now_at.revision = 0 THEN
		RAISE EXCEPTION 'an agreement without a text cannot be accepted' USING ERRCODE = 'check_violation';
	END IF;
	IF NEW.to_state = 'signed' AND NEW.mover = 'system' AND missing_acceptances(NEW.agreement_id, now_at.revision) > 0 THEN
		RAISE EXCEPTION 'not every party has accepted this text' USING ERRCODE = 'check_violation';
	END IF;
	UPDATE agreements SET state = NEW.to_state,
		signed_revision = CASE WHEN NEW.to_state = 'signed' AND NEW.mover = 'system' THEN revision ELSE signed_revision END
	WHERE id = NEW.agreement_id;
	NEW.revision := now_at.revision;
	SELECT coalesce(max(position), 0) + 1 INTO NEW.position FROM agreement_events WHERE agreement_id = NEW.agreement_id;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER agreement_events_apply BEFORE INSERT ON "agreement_events" FOR EACH ROW EXECUTE FUNCTION apply_agreement_event();
--> statement-breakpoint
CREATE FUNCTION keep_agreement_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'INSERT' THEN
		IF NEW.state <> 'draft' OR NEW.revision <> 0 OR NEW.signed_revision IS NOT NULL THEN
			RAISE EXCEPTION 'an agreement starts as a draft without a text' USING ERRCODE = 'check_violation';
		END IF;
	ELSIF pg_trigger_depth() < 2 AND (NEW.state, NEW.revision, NEW.signed_revision) IS DISTINCT FROM (OLD.state, OLD.revision, OLD.signed_revision) THEN
		RAISE EXCEPTION 'an agreement is moved by its events and texts' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER agreements_state BEFORE INSERT OR UPDATE ON "agreements" FOR EACH ROW EXECUTE FUNCTION keep_agreement_state();
--> statement-breakpoint
-- A text is written as the next one, and only while it is being worked on: nobody changes under the hands of who signs.
CREATE FUNCTION apply_agreement_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE agreements SET revision = NEW.revision
	WHERE id = NEW.agreement_id AND revision = NEW.revision - 1 AND state IN ('draft', 'signed', 'amending');
	IF NOT FOUND THEN
		RAISE EXCEPTION 'a text follows the one before, while an agreement is a draft or amended' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER agreement_texts_apply BEFORE INSERT ON "agreement_texts" FOR EACH ROW EXECUTE FUNCTION apply_agreement_text();
--> statement-breakpoint
CREATE FUNCTION keep_agreement_acceptance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM FROM agreements WHERE id = NEW.agreement_id AND revision = NEW.revision AND state IN ('signing', 'amending') FOR UPDATE;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'only the text that waits for it is accepted' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER agreement_acceptances_when BEFORE INSERT ON "agreement_acceptances" FOR EACH ROW EXECUTE FUNCTION keep_agreement_acceptance();
--> statement-breakpoint
-- What was said stays as it was; it goes only with its agreement, and loses only the account of who is erased.
CREATE FUNCTION keep_agreement_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF pg_trigger_depth() < 2 THEN
		RAISE EXCEPTION 'texts, acceptances and events of agreements stay as they were' USING ERRCODE = 'check_violation';
	END IF;
	RETURN coalesce(NEW, OLD);
END $$;
--> statement-breakpoint
CREATE TRIGGER agreement_texts_keep BEFORE UPDATE OR DELETE ON "agreement_texts" FOR EACH ROW EXECUTE FUNCTION keep_agreement_record();
--> statement-breakpoint
CREATE TRIGGER agreement_acceptances_keep BEFORE UPDATE OR DELETE ON "agreement_acceptances" FOR EACH ROW EXECUTE FUNCTION keep_agreement_record();
--> statement-breakpoint
CREATE TRIGGER agreement_events_keep BEFORE UPDATE OR DELETE ON "agreement_events" FOR EACH ROW EXECUTE FUNCTION keep_agreement_record();
--> statement-breakpoint
-- At a base, or in a role that is an internship.
CREATE FUNCTION is_internship(application text) RETURNS boolean LANGUAGE sql STABLE AS $$
	SELECT a.kind = 'base' OR coalesce(r.employment_type = 'internship', false)
	FROM applications a LEFT JOIN roles r ON r.listing_id = a.listing_id WHERE a.id = application
$$;
--> statement-breakpoint
-- Needed of students of vocational schools, of whoever is under 18, where the base or the school asks for it, and in a
-- role as soon as one is written: whoever does not want it cancels it.
CREATE FUNCTION needs_agreement(application text) RETURNS boolean LANGUAGE sql STABLE AS $$
	SELECT i.study = 'vocational' OR i.age_band <> 'adult'
		OR coalesce(b.agreement_required, false) OR coalesce(p.agreement_required, false)
		OR (a.kind = 'role' AND EXISTS (SELECT FROM agreements g WHERE g.application_id = application AND g.state <> 'cancelled'))
	FROM internships i JOIN applications a ON a.id = i.application_id LEFT JOIN bases b ON b.listing_id = a.listing_id
	LEFT JOIN base_partners p ON p.listing_id = a.listing_id AND p.organization_id = i.school_id
	WHERE i.application_id = application
$$;
--> statement-breakpoint
CREATE FUNCTION keep_internship_start() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	needed boolean;
BEGIN
	IF NOT is_internship(NEW.application_id) THEN
		RETURN NEW;
	END IF;
	needed := needs_agreement(NEW.application_id);
	IF needed IS NULL THEN
		RAISE EXCEPTION 'an internship starts after the person has stated their age band' USING ERRCODE = 'check_violation';
	ELSIF needed AND NOT EXISTS (SELECT FROM agreements WHERE application_id = NEW.application_id AND state IN ('signed', 'amending')) THEN
		RAISE EXCEPTION 'this internship starts after the agreement is signed' USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER application_events_start BEFORE INSERT ON "application_events" FOR EACH ROW
	WHEN ((NEW.kind = 'base' AND NEW.to_state = 'enrolled') OR (NEW.kind = 'role' AND NEW.to_state = 'hired'))
	EXECUTE FUNCTION keep_internship_start();
