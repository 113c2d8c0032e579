CREATE TABLE "application_notes" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"account_id" text,
	"text" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "application_notes_length" CHECK (length("application_notes"."text") between 1 and 2000)
);
--> statement-breakpoint
CREATE TABLE "application_ratings" (
	"application_id" text NOT NULL,
	"account_id" text NOT NULL,
	"rating" smallint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "application_ratings_application_id_account_id_pk" PRIMARY KEY("application_id","account_id"),
	CONSTRAINT "application_ratings_range" CHECK ("application_ratings"."rating" between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "application_tags" (
	"application_id" text NOT NULL,
	"tag" text NOT NULL,
	"organization_id" text NOT NULL,
	"account_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "application_tags_application_id_tag_pk" PRIMARY KEY("application_id","tag"),
	CONSTRAINT "application_tags_length" CHECK (length("application_tags"."tag") between 1 and 20)
);
--> statement-breakpoint
CREATE TABLE "answer_templates" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"name" text NOT NULL,
	"text_zh" text NOT NULL,
	"text_en" text NOT NULL,
	"account_id" text,
	"removed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "answer_templates_name" CHECK (length("answer_templates"."name") between 1 and 60),
	CONSTRAINT "answer_templates_texts" CHECK (greatest(length("answer_templates"."text_zh"), length("answer_templates"."text_en")) between 1 and 2000)
);
--> statement-breakpoint
CREATE TABLE "bulk_answer_items" (
	"bulk_id" text NOT NULL,
	"application_id" text NOT NULL,
	"version" integer NOT NULL,
	"outcome" text,
	CONSTRAINT "bulk_answer_items_bulk_id_application_id_pk" PRIMARY KEY("bulk_id","application_id"),
	CONSTRAINT "bulk_answer_items_outcome" CHECK ("bulk_answer_items"."outcome" in ('moved', 'changed', 'refused'))
);
--> statement-breakpoint
CREATE TABLE "bulk_answers" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"account_id" text NOT NULL,
	"state" text NOT NULL,
	"text_zh" text NOT NULL,
	"text_en" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bulk_answers_state" CHECK ("bulk_answers"."state" in ('sent', 'viewed', 'talking', 'interview', 'offer', 'accepted', 'hired', 'admitted', 'waiting', 'enrolled', 'completed', 'endedEarly', 'rejected', 'declined', 'withdrawn', 'expired'))
);
--> statement-breakpoint
ALTER TABLE "application_notes" ADD CONSTRAINT "application_notes_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_notes" ADD CONSTRAINT "application_notes_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_ratings" ADD CONSTRAINT "application_ratings_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_ratings" ADD CONSTRAINT "application_ratings_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_tags" ADD CONSTRAINT "application_tags_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_tags" ADD CONSTRAINT "application_tags_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_tags" ADD CONSTRAINT "application_tags_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_templates" ADD CONSTRAINT "answer_templates_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_templates" ADD CONSTRAINT "answer_templates_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_answer_items" ADD CONSTRAINT "bulk_answer_items_bulk_id_bulk_answers_id_fk" FOREIGN KEY ("bulk_id") REFERENCES "public"."bulk_answers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_answer_items" ADD CONSTRAINT "bulk_answer_items_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_answers" ADD CONSTRAINT "bulk_answers_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_answers" ADD CONSTRAINT "bulk_answers_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "application_notes_application" ON "application_notes" USING btree ("application_id","created_at");--> statement-breakpoint
CREATE INDEX "application_notes_account" ON "application_notes" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "application_ratings_account" ON "application_ratings" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "application_tags_organization" ON "application_tags" USING btree ("organization_id","tag");--> statement-breakpoint
CREATE INDEX "application_tags_account" ON "application_tags" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "answer_templates_name" ON "answer_templates" USING btree ("organization_id","name") WHERE "answer_templates"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "answer_templates_account" ON "answer_templates" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "bulk_answer_items_application" ON "bulk_answer_items" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "bulk_answer_items_waiting" ON "bulk_answer_items" USING btree ("bulk_id") WHERE "bulk_answer_items"."outcome" is null;--> statement-breakpoint
CREATE INDEX "bulk_answers_organization" ON "bulk_answers" USING btree ("organization_id","due_at");--> statement-breakpoint
CREATE INDEX "bulk_answers_account" ON "bulk_answers" USING btree ("account_id");