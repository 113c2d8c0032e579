CREATE TABLE "plan_items" (
	"id" text PRIMARY KEY NOT NULL,
	"plan_id" text NOT NULL,
	"listing_id" text NOT NULL,
	"run_id" text,
	"period_id" text,
	"position" smallint NOT NULL,
	"done" boolean DEFAULT false NOT NULL,
	CONSTRAINT "plan_items_run_or_period" CHECK (num_nonnulls("plan_items"."run_id", "plan_items"."period_id") <= 1)
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"id" text PRIMARY KEY NOT NULL,
	"talent_id" text NOT NULL,
	"role_id" text NOT NULL,
	"choice" text NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plans_choice" CHECK ("plans"."choice" in ('fewest', 'cheapest', 'soonest'))
);
--> statement-breakpoint
ALTER TABLE "plan_items" ADD CONSTRAINT "plan_items_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_items" ADD CONSTRAINT "plan_items_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_items" ADD CONSTRAINT "plan_items_run_id_course_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."course_runs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_items" ADD CONSTRAINT "plan_items_period_id_base_periods_id_fk" FOREIGN KEY ("period_id") REFERENCES "public"."base_periods"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_talent_id_talents_id_fk" FOREIGN KEY ("talent_id") REFERENCES "public"."talents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_role_id_listings_id_fk" FOREIGN KEY ("role_id") REFERENCES "public"."listings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "plan_items_listing" ON "plan_items" USING btree ("plan_id","listing_id");--> statement-breakpoint
CREATE INDEX "plan_items_of_listing" ON "plan_items" USING btree ("listing_id");--> statement-breakpoint
CREATE INDEX "plan_items_run" ON "plan_items" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "plan_items_period" ON "plan_items" USING btree ("period_id");--> statement-breakpoint
CREATE UNIQUE INDEX "plans_one" ON "plans" USING btree ("talent_id","role_id") WHERE "plans"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "plans_role" ON "plans" USING btree ("role_id");