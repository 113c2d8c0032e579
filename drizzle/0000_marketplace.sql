CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"email_verified_at" timestamp with time zone,
	"password_hash" text NOT NULL,
	"purpose" text NOT NULL,
	"locale" text NOT NULL,
	"is_operator" boolean DEFAULT false NOT NULL,
	"personalised" boolean DEFAULT true NOT NULL,
	"suspended_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "accounts_email_form" CHECK ("accounts"."email" like '%_@_%' and length("accounts"."email") <= 254),
	CONSTRAINT "accounts_purpose" CHECK ("accounts"."purpose" in ('work', 'recruit', 'teach'))
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"purpose" text NOT NULL,
	"text_version" text NOT NULL,
	"given_at" timestamp with time zone DEFAULT now() NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "consents_purpose" CHECK ("consents"."purpose" in ('terms', 'privacy', 'age16'))
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"hits" integer NOT NULL,
	"ends_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"device" text DEFAULT '' NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_id_hash" CHECK ("sessions"."id_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "sessions_absolute" CHECK ("sessions"."expires_at" <= "sessions"."created_at" + interval '90 days 1 minute')
);
--> statement-breakpoint
CREATE TABLE "account_tokens" (
	"hash" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"purpose" text NOT NULL,
	"email" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "account_tokens_purpose" CHECK ("account_tokens"."purpose" in ('verify', 'reset', 'email'))
);
--> statement-breakpoint
CREATE TABLE "member_invitations" (
	"hash" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"invited_by" text,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "member_invitations_role" CHECK ("member_invitations"."role" in ('owner', 'editor'))
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"organization_id" text NOT NULL,
	"account_id" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_organization_id_account_id_pk" PRIMARY KEY("organization_id","account_id"),
	CONSTRAINT "memberships_role" CHECK ("memberships"."role" in ('owner', 'editor'))
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"kind" text NOT NULL,
	"name_zh" text,
	"name_en" text,
	"about_zh" text,
	"about_en" text,
	"credit_code" text,
	"district" text,
	"website" text,
	"verification" text DEFAULT 'unverified' NOT NULL,
	"verified_at" timestamp with time zone,
	"verification_due" date,
	"verification_reason" text,
	"sample" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organizations_slug_unique" UNIQUE("slug"),
	CONSTRAINT "organizations_slug" CHECK ("organizations"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length("organizations"."slug") <= 60),
	CONSTRAINT "organizations_name" CHECK (coalesce(nullif("organizations"."name_zh", ''), nullif("organizations"."name_en", '')) is not null),
	CONSTRAINT "organizations_kind" CHECK ("organizations"."kind" in ('university', 'company', 'hospital', 'institute', 'platform')),
	CONSTRAINT "organizations_district" CHECK ("organizations"."district" in ('jiangbei', 'gulou', 'qixia', 'xuanwu', 'qinhuai', 'jianye', 'yuhuatai', 'jiangning', 'pukou', 'luhe', 'lishui', 'gaochun')),
	CONSTRAINT "organizations_credit_code_form" CHECK ("organizations"."credit_code" ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
	CONSTRAINT "organizations_verification" CHECK ("organizations"."verification" in ('unverified', 'pending', 'verified', 'refused') and ("organizations"."verification" <> 'verified' or ("organizations"."verified_at" is not null and "organizations"."verification_due" is not null)))
);
--> statement-breakpoint
CREATE TABLE "skill_aliases" (
	"folded" text PRIMARY KEY NOT NULL,
	"skill_id" text NOT NULL,
	"alias" text NOT NULL,
	"locale" text NOT NULL,
	CONSTRAINT "skill_aliases_text" CHECK ("skill_aliases"."alias" <> '')
);
--> statement-breakpoint
CREATE TABLE "skill_parents" (
	"skill_id" text NOT NULL,
	"parent_id" text NOT NULL,
	CONSTRAINT "skill_parents_skill_id_parent_id_pk" PRIMARY KEY("skill_id","parent_id"),
	CONSTRAINT "skill_parents_other" CHECK ("skill_parents"."skill_id" <> "skill_parents"."parent_id")
);
--> statement-breakpoint
CREATE TABLE "skill_snapshots" (
	"day" date NOT NULL,
	"skill_id" text NOT NULL,
	"district" text NOT NULL,
	"study_level" text NOT NULL,
	"roles" integer DEFAULT 0 NOT NULL,
	"headcount" integer DEFAULT 0 NOT NULL,
	"talents" integer DEFAULT 0 NOT NULL,
	"seats" integer DEFAULT 0 NOT NULL,
	"places" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "skill_snapshots_day_skill_id_district_study_level_pk" PRIMARY KEY("day","skill_id","district","study_level"),
	CONSTRAINT "skill_snapshots_district" CHECK ("skill_snapshots"."district" in ('', 'jiangbei', 'gulou', 'qixia', 'xuanwu', 'qinhuai', 'jianye', 'yuhuatai', 'jiangning', 'pukou', 'luhe', 'lishui', 'gaochun')),
	CONSTRAINT "skill_snapshots_level" CHECK ("skill_snapshots"."study_level" in ('', 'vocational', 'bachelor', 'master', 'doctor', 'continuing')),
	CONSTRAINT "skill_snapshots_counts" CHECK (least("skill_snapshots"."roles", "skill_snapshots"."headcount", "skill_snapshots"."talents", "skill_snapshots"."seats", "skill_snapshots"."places") >= 0)
);
--> statement-breakpoint
CREATE TABLE "skills" (
	"id" text PRIMARY KEY NOT NULL,
	"zh" text NOT NULL,
	"en" text NOT NULL,
	"depth" smallint NOT NULL,
	"position" integer NOT NULL,
	"identifiers" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "skills_id" CHECK ("skills"."id" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	CONSTRAINT "skills_depth" CHECK ("skills"."depth" between 1 and 3),
	CONSTRAINT "skills_names" CHECK ("skills"."zh" <> '' and "skills"."en" <> '')
);
--> statement-breakpoint
CREATE TABLE "listing_skills" (
	"listing_id" text NOT NULL,
	"skill_id" text NOT NULL,
	"relation" text NOT NULL,
	"level" smallint,
	CONSTRAINT "listing_skills_listing_id_skill_id_relation_pk" PRIMARY KEY("listing_id","skill_id","relation"),
	CONSTRAINT "listing_skills_relation" CHECK ("listing_skills"."relation" in ('required', 'preferred', 'taught', 'practised')),
	CONSTRAINT "listing_skills_level" CHECK ("listing_skills"."level" between 1 and 4)
);
--> statement-breakpoint
CREATE TABLE "listings" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"organization_id" text NOT NULL,
	"title_zh" text,
	"title_en" text,
	"text_zh" text,
	"text_en" text,
	"district" text,
	"state" text DEFAULT 'draft' NOT NULL,
	"valid_until" date,
	"published_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"source_url" text,
	"external_id" text,
	"sample" boolean DEFAULT false NOT NULL,
	"created_by" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "listings_id_kind" UNIQUE("id","kind"),
	CONSTRAINT "listings_kind" CHECK ("listings"."kind" in ('role', 'course', 'base')),
	CONSTRAINT "listings_state" CHECK ("listings"."state" in ('draft', 'open', 'closed', 'frozen')),
	CONSTRAINT "listings_district" CHECK ("listings"."district" in ('jiangbei', 'gulou', 'qixia', 'xuanwu', 'qinhuai', 'jianye', 'yuhuatai', 'jiangning', 'pukou', 'luhe', 'lishui', 'gaochun')),
	CONSTRAINT "listings_title" CHECK (coalesce(nullif("listings"."title_zh", ''), nullif("listings"."title_en", '')) is not null),
	CONSTRAINT "listings_complete_when_open" CHECK ("listings"."state" <> 'open' or ("listings"."valid_until" is not null and "listings"."published_at" is not null and coalesce(nullif("listings"."text_zh", ''), nullif("listings"."text_en", '')) is not null))
);
--> statement-breakpoint
CREATE TABLE "roles" (
	"listing_id" text PRIMARY KEY NOT NULL,
	"kind" text DEFAULT 'role' NOT NULL,
	"employment_type" text NOT NULL,
	"pay_from" integer,
	"pay_to" integer,
	"pay_unit" text,
	"pay_months" smallint,
	"headcount" smallint DEFAULT 1 NOT NULL,
	"degree" text DEFAULT 'none' NOT NULL,
	"days_per_week" smallint,
	"length_months" smallint,
	"may_stay" boolean DEFAULT false NOT NULL,
	"starts_on" date,
	"benefits" text[] DEFAULT '{}' NOT NULL,
	"equity_note" text,
	"research_with" text DEFAULT 'none' NOT NULL,
	"invasive" boolean DEFAULT false NOT NULL,
	"clinical" boolean DEFAULT false NOT NULL,
	CONSTRAINT "roles_kind" CHECK ("roles"."kind" = 'role'),
	CONSTRAINT "roles_employment" CHECK ("roles"."employment_type" in ('fulltime', 'internship', 'parttime', 'postdoc', 'principal', 'team')),
	CONSTRAINT "roles_pay" CHECK ("roles"."pay_from" >= 0 and "roles"."pay_to" >= "roles"."pay_from" and "roles"."pay_to" <= 100000000),
	CONSTRAINT "roles_pay_whole" CHECK (num_nulls("roles"."pay_from", "roles"."pay_to", "roles"."pay_unit") in (0, 3)),
	CONSTRAINT "roles_pay_unit" CHECK ("roles"."pay_unit" in ('hour', 'day', 'month', 'year')),
	CONSTRAINT "roles_pay_months" CHECK ("roles"."pay_months" is null or ("roles"."pay_months" between 12 and 24 and "roles"."pay_unit" = 'month')),
	CONSTRAINT "roles_headcount" CHECK ("roles"."headcount" between 1 and 999),
	CONSTRAINT "roles_degree" CHECK ("roles"."degree" in ('none', 'vocational', 'bachelor', 'master', 'doctor')),
	CONSTRAINT "roles_days" CHECK ("roles"."days_per_week" between 1 and 7),
	CONSTRAINT "roles_length" CHECK ("roles"."length_months" between 1 and 60),
	CONSTRAINT "roles_benefits" CHECK ("roles"."benefits" <@ array['housing', 'schooling', 'medical', 'equity', 'options', 'meals', 'transport', 'insurance', 'flexible']::text[]),
	CONSTRAINT "roles_research" CHECK ("roles"."research_with" in ('none', 'humans', 'animals', 'both'))
);
--> statement-breakpoint
CREATE TABLE "course_imports" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"file_name" text NOT NULL,
	"content" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "course_runs" (
	"id" text PRIMARY KEY NOT NULL,
	"listing_id" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"seats" integer NOT NULL,
	"seats_taken" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "course_runs_dates" CHECK ("course_runs"."ends_on" >= "course_runs"."starts_on"),
	CONSTRAINT "course_runs_seats" CHECK ("course_runs"."seats" between 1 and 100000 and "course_runs"."seats_taken" between 0 and "course_runs"."seats")
);
--> statement-breakpoint
CREATE TABLE "courses" (
	"listing_id" text PRIMARY KEY NOT NULL,
	"kind" text DEFAULT 'course' NOT NULL,
	"type" text NOT NULL,
	"parent_id" text,
	"provided_by_zh" text,
	"provided_by_en" text,
	"study_level" text NOT NULL,
	"mode" text NOT NULL,
	"credits" numeric(4, 1),
	"hours" integer,
	"fee" integer,
	"admission_from" date,
	"admission_to" date,
	"url" text,
	CONSTRAINT "courses_kind" CHECK ("courses"."kind" = 'course'),
	CONSTRAINT "courses_parent" CHECK ("courses"."parent_id" <> "courses"."listing_id"),
	CONSTRAINT "courses_type" CHECK ("courses"."type" in ('programme', 'microdegree', 'course', 'training')),
	CONSTRAINT "courses_level" CHECK ("courses"."study_level" in ('vocational', 'bachelor', 'master', 'doctor', 'continuing')),
	CONSTRAINT "courses_mode" CHECK ("courses"."mode" in ('onsite', 'online', 'hybrid')),
	CONSTRAINT "courses_numbers" CHECK ("courses"."credits" >= 0 and "courses"."hours" between 1 and 10000 and "courses"."fee" >= 0),
	CONSTRAINT "courses_admission" CHECK ("courses"."admission_to" >= "courses"."admission_from")
);
--> statement-breakpoint
CREATE TABLE "base_partners" (
	"listing_id" text NOT NULL,
	"organization_id" text NOT NULL,
	"confirmed_at" timestamp with time zone,
	CONSTRAINT "base_partners_listing_id_organization_id_pk" PRIMARY KEY("listing_id","organization_id")
);
--> statement-breakpoint
CREATE TABLE "base_periods" (
	"id" text PRIMARY KEY NOT NULL,
	"listing_id" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"places" integer NOT NULL,
	"places_taken" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "base_periods_dates" CHECK ("base_periods"."ends_on" >= "base_periods"."starts_on"),
	CONSTRAINT "base_periods_places" CHECK ("base_periods"."places" between 1 and 10000 and "base_periods"."places_taken" between 0 and "base_periods"."places")
);
--> statement-breakpoint
CREATE TABLE "bases" (
	"listing_id" text PRIMARY KEY NOT NULL,
	"kind" text DEFAULT 'base' NOT NULL,
	"address_zh" text,
	"address_en" text,
	"equipment_zh" text,
	"equipment_en" text,
	"allowance" integer,
	CONSTRAINT "bases_kind" CHECK ("bases"."kind" = 'base'),
	CONSTRAINT "bases_allowance" CHECK ("bases"."allowance" between 0 and 1000000)
);
--> statement-breakpoint
CREATE TABLE "blocked_organizations" (
	"talent_id" text NOT NULL,
	"organization_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "blocked_organizations_talent_id_organization_id_pk" PRIMARY KEY("talent_id","organization_id")
);
--> statement-breakpoint
CREATE TABLE "profile_views" (
	"id" text PRIMARY KEY NOT NULL,
	"talent_id" text NOT NULL,
	"organization_id" text NOT NULL,
	"account_id" text,
	"viewed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "talent_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"talent_id" text NOT NULL,
	"kind" text NOT NULL,
	"position" smallint NOT NULL,
	"place" text NOT NULL,
	"title" text NOT NULL,
	"from_month" text,
	"to_month" text,
	"text" text DEFAULT '' NOT NULL,
	CONSTRAINT "talent_entries_kind" CHECK ("talent_entries"."kind" in ('education', 'experience')),
	CONSTRAINT "talent_entries_months" CHECK ("talent_entries"."from_month" ~ '^\d{4}-(0[1-9]|1[0-2])$' and "talent_entries"."to_month" ~ '^\d{4}-(0[1-9]|1[0-2])$' and "talent_entries"."to_month" >= "talent_entries"."from_month")
);
--> statement-breakpoint
CREATE TABLE "talent_skills" (
	"talent_id" text NOT NULL,
	"skill_id" text NOT NULL,
	"level" smallint NOT NULL,
	"evidence" text DEFAULT 'stated' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "talent_skills_talent_id_skill_id_pk" PRIMARY KEY("talent_id","skill_id"),
	CONSTRAINT "talent_skills_level" CHECK ("talent_skills"."level" between 1 and 4),
	CONSTRAINT "talent_skills_evidence" CHECK ("talent_skills"."evidence" in ('stated', 'document', 'verified'))
);
--> statement-breakpoint
CREATE TABLE "talents" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"display_name" text NOT NULL,
	"headline" text DEFAULT '' NOT NULL,
	"about" text DEFAULT '' NOT NULL,
	"degree" text DEFAULT 'none' NOT NULL,
	"visibility" text DEFAULT 'hidden' NOT NULL,
	"indexable" boolean DEFAULT false NOT NULL,
	"wish_districts" text[] DEFAULT '{}' NOT NULL,
	"wish_types" text[] DEFAULT '{}' NOT NULL,
	"wish_pay" integer,
	"wish_pay_unit" text,
	"wish_days_per_week" smallint,
	"available_from" date,
	"contact_email" text,
	"contact_phone" text,
	"contact_wechat" text,
	"sample" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "talents_accountId_unique" UNIQUE("account_id"),
	CONSTRAINT "talents_name" CHECK (length("talents"."display_name") between 1 and 60),
	CONSTRAINT "talents_degree" CHECK ("talents"."degree" in ('none', 'vocational', 'bachelor', 'master', 'doctor')),
	CONSTRAINT "talents_visibility" CHECK ("talents"."visibility" in ('hidden', 'verified', 'public')),
	CONSTRAINT "talents_indexable" CHECK (not "talents"."indexable" or "talents"."visibility" = 'public'),
	CONSTRAINT "talents_wish_districts" CHECK ("talents"."wish_districts" <@ array['jiangbei', 'gulou', 'qixia', 'xuanwu', 'qinhuai', 'jianye', 'yuhuatai', 'jiangning', 'pukou', 'luhe', 'lishui', 'gaochun']::text[]),
	CONSTRAINT "talents_wish_types" CHECK ("talents"."wish_types" <@ array['fulltime', 'internship', 'parttime', 'postdoc', 'principal', 'team']::text[]),
	CONSTRAINT "talents_wish_pay" CHECK ("talents"."wish_pay" >= 0 and num_nulls("talents"."wish_pay", "talents"."wish_pay_unit") in (0, 2)),
	CONSTRAINT "talents_wish_days" CHECK ("talents"."wish_days_per_week" between 1 and 7)
);
--> statement-breakpoint
CREATE TABLE "applications" (
	"id" text PRIMARY KEY NOT NULL,
	"listing_id" text NOT NULL,
	"run_id" text,
	"period_id" text,
	"talent_id" text NOT NULL,
	"state" text DEFAULT 'sent' NOT NULL,
	"letter" text DEFAULT '' NOT NULL,
	"answer" text DEFAULT '' NOT NULL,
	"viewed_at" timestamp with time zone,
	"answered_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "applications_state" CHECK ("applications"."state" in ('sent', 'viewed', 'talking', 'interview', 'offer', 'accepted', 'hired', 'admitted', 'waiting', 'enrolled', 'completed', 'endedEarly', 'rejected', 'declined', 'withdrawn', 'expired')),
	CONSTRAINT "applications_run_or_period" CHECK (num_nonnulls("applications"."run_id", "applications"."period_id") <= 1),
	CONSTRAINT "applications_lengths" CHECK (length("applications"."letter") <= 5000 and length("applications"."answer") <= 2000)
);
--> statement-breakpoint
CREATE TABLE "search_documents" (
	"listing_id" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"tokens" "tsvector" NOT NULL,
	"facets" text[] NOT NULL,
	"pay_from" integer,
	"pay_to" integer,
	"published_at" timestamp with time zone NOT NULL,
	"valid_until" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_outbox" (
	"kind" text NOT NULL,
	"document_id" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"not_before" timestamp with time zone DEFAULT now() NOT NULL,
	"last_error" text,
	"marked_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "search_outbox_kind_document_id_pk" PRIMARY KEY("kind","document_id"),
	CONSTRAINT "search_outbox_kind" CHECK ("search_outbox"."kind" in ('listing', 'talent'))
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" text PRIMARY KEY NOT NULL,
	"recipient" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_tokens" ADD CONSTRAINT "account_tokens_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_invitations" ADD CONSTRAINT "member_invitations_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_invitations" ADD CONSTRAINT "member_invitations_invited_by_accounts_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_aliases" ADD CONSTRAINT "skill_aliases_skill_id_skills_id_fk" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_parents" ADD CONSTRAINT "skill_parents_skill_id_skills_id_fk" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_parents" ADD CONSTRAINT "skill_parents_parent_id_skills_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."skills"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_snapshots" ADD CONSTRAINT "skill_snapshots_skill_id_skills_id_fk" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_skills" ADD CONSTRAINT "listing_skills_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_skills" ADD CONSTRAINT "listing_skills_skill_id_skills_id_fk" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listings" ADD CONSTRAINT "listings_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listings" ADD CONSTRAINT "listings_created_by_accounts_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_listing_id_kind_listings_id_kind_fk" FOREIGN KEY ("listing_id","kind") REFERENCES "public"."listings"("id","kind") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_imports" ADD CONSTRAINT "course_imports_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_runs" ADD CONSTRAINT "course_runs_listing_id_courses_listing_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."courses"("listing_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses" ADD CONSTRAINT "courses_parent_id_courses_listing_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."courses"("listing_id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses" ADD CONSTRAINT "courses_listing_id_kind_listings_id_kind_fk" FOREIGN KEY ("listing_id","kind") REFERENCES "public"."listings"("id","kind") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "base_partners" ADD CONSTRAINT "base_partners_listing_id_bases_listing_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."bases"("listing_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "base_partners" ADD CONSTRAINT "base_partners_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "base_periods" ADD CONSTRAINT "base_periods_listing_id_bases_listing_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."bases"("listing_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bases" ADD CONSTRAINT "bases_listing_id_kind_listings_id_kind_fk" FOREIGN KEY ("listing_id","kind") REFERENCES "public"."listings"("id","kind") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "blocked_organizations" ADD CONSTRAINT "blocked_organizations_talent_id_talents_id_fk" FOREIGN KEY ("talent_id") REFERENCES "public"."talents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "blocked_organizations" ADD CONSTRAINT "blocked_organizations_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profile_views" ADD CONSTRAINT "profile_views_talent_id_talents_id_fk" FOREIGN KEY ("talent_id") REFERENCES "public"."talents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profile_views" ADD CONSTRAINT "profile_views_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profile_views" ADD CONSTRAINT "profile_views_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talent_entries" ADD CONSTRAINT "talent_entries_talent_id_talents_id_fk" FOREIGN KEY ("talent_id") REFERENCES "public"."talents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talent_skills" ADD CONSTRAINT "talent_skills_talent_id_talents_id_fk" FOREIGN KEY ("talent_id") REFERENCES "public"."talents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talent_skills" ADD CONSTRAINT "talent_skills_skill_id_skills_id_fk" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talents" ADD CONSTRAINT "talents_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_run_id_course_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."course_runs"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_period_id_base_periods_id_fk" FOREIGN KEY ("period_id") REFERENCES "public"."base_periods"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_talent_id_talents_id_fk" FOREIGN KEY ("talent_id") REFERENCES "public"."talents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_email" ON "accounts" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "consents_account" ON "consents" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "rate_limits_end" ON "rate_limits" USING btree ("ends_at");--> statement-breakpoint
CREATE INDEX "sessions_account" ON "sessions" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "account_tokens_account" ON "account_tokens" USING btree ("account_id","purpose");--> statement-breakpoint
CREATE UNIQUE INDEX "member_invitations_email" ON "member_invitations" USING btree ("organization_id",lower("email"));--> statement-breakpoint
CREATE INDEX "memberships_account" ON "memberships" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "organizations_credit_code" ON "organizations" USING btree ("credit_code");--> statement-breakpoint
CREATE INDEX "skill_aliases_skill" ON "skill_aliases" USING btree ("skill_id");--> statement-breakpoint
CREATE INDEX "skill_parents_parent" ON "skill_parents" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "skill_snapshots_skill" ON "skill_snapshots" USING btree ("skill_id","day");--> statement-breakpoint
CREATE INDEX "listing_skills_skill" ON "listing_skills" USING btree ("skill_id","relation");--> statement-breakpoint
CREATE UNIQUE INDEX "listings_external" ON "listings" USING btree ("organization_id","kind","external_id");--> statement-breakpoint
CREATE INDEX "listings_organization" ON "listings" USING btree ("organization_id","state");--> statement-breakpoint
CREATE INDEX "listings_open" ON "listings" USING btree ("state","published_at");--> statement-breakpoint
CREATE INDEX "listings_valid" ON "listings" USING btree ("valid_until") WHERE "listings"."state" = 'open';--> statement-breakpoint
CREATE INDEX "course_imports_created" ON "course_imports" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "course_runs_listing" ON "course_runs" USING btree ("listing_id","starts_on");--> statement-breakpoint
CREATE INDEX "base_partners_organization" ON "base_partners" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "base_periods_listing" ON "base_periods" USING btree ("listing_id","starts_on");--> statement-breakpoint
CREATE INDEX "profile_views_talent" ON "profile_views" USING btree ("talent_id","viewed_at");--> statement-breakpoint
CREATE INDEX "talent_entries_talent" ON "talent_entries" USING btree ("talent_id","kind","position");--> statement-breakpoint
CREATE INDEX "talent_skills_skill" ON "talent_skills" USING btree ("skill_id");--> statement-breakpoint
CREATE UNIQUE INDEX "applications_one_active" ON "applications" USING btree ("talent_id","listing_id",coalesce("run_id", "period_id", '')) WHERE "applications"."state" not in ('hired', 'completed', 'endedEarly', 'rejected', 'declined', 'withdrawn', 'expired');--> statement-breakpoint
CREATE INDEX "applications_listing" ON "applications" USING btree ("listing_id","state");--> statement-breakpoint
CREATE INDEX "applications_talent" ON "applications" USING btree ("talent_id","created_at");--> statement-breakpoint
CREATE INDEX "search_documents_tokens" ON "search_documents" USING gin ("tokens");--> statement-breakpoint
CREATE INDEX "search_documents_facets" ON "search_documents" USING gin ("facets");--> statement-breakpoint
CREATE INDEX "search_documents_published" ON "search_documents" USING btree ("published_at");--> statement-breakpoint
CREATE INDEX "search_outbox_due" ON "search_outbox" USING btree ("not_before");--> statement-breakpoint
CREATE INDEX "mails_created" ON "mails" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "mails_due" ON "mails" USING btree ("due_at") WHERE "mails"."sent_at" is null;