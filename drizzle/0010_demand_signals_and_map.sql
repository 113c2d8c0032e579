CREATE TABLE "demand_signals" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"headcount" text NOT NULL,
	"district" text,
	"needed_by" date NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"sample" boolean DEFAULT false NOT NULL,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "demand_signals_headcount" CHECK ("demand_signals"."headcount" in ('1', '2-5', '6-10', '11-20', '21-50')),
	CONSTRAINT "demand_signals_district" CHECK ("demand_signals"."district" in ('jiangbei', 'gulou', 'qixia', 'xuanwu', 'qinhuai', 'jianye', 'yuhuatai', 'jiangning', 'pukou', 'luhe', 'lishui', 'gaochun')),
	CONSTRAINT "demand_signals_state" CHECK ("demand_signals"."state" in ('open', 'withdrawn') and ("demand_signals"."state" = 'withdrawn') = ("demand_signals"."withdrawn_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "signal_skills" (
	"signal_id" text NOT NULL,
	"skill_id" text NOT NULL,
	CONSTRAINT "signal_skills_signal_id_skill_id_pk" PRIMARY KEY("signal_id","skill_id")
);
--> statement-breakpoint
ALTER TABLE "skill_snapshots" DROP CONSTRAINT "skill_snapshots_counts";--> statement-breakpoint
ALTER TABLE "skill_snapshots" ADD COLUMN "named" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "skill_snapshots" ADD COLUMN "signals" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "skill_snapshots" ADD COLUMN "wanted_from" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "skill_snapshots" ADD COLUMN "wanted_to" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "skill_snapshots" ADD COLUMN "courses" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "skill_snapshots" ADD COLUMN "bases" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
-- Until now a snapshot counted the roles that name the skill itself.
UPDATE "skill_snapshots" SET "named" = "roles";--> statement-breakpoint
ALTER TABLE "snapshot_days" ADD COLUMN "sample" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "demand_signals" ADD CONSTRAINT "demand_signals_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_signals" ADD CONSTRAINT "demand_signals_created_by_accounts_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signal_skills" ADD CONSTRAINT "signal_skills_signal_id_demand_signals_id_fk" FOREIGN KEY ("signal_id") REFERENCES "public"."demand_signals"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signal_skills" ADD CONSTRAINT "signal_skills_skill_id_skills_id_fk" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "demand_signals_organization" ON "demand_signals" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "demand_signals_open" ON "demand_signals" USING btree ("needed_by") WHERE "demand_signals"."state" = 'open';--> statement-breakpoint
CREATE INDEX "signal_skills_skill" ON "signal_skills" USING btree ("skill_id");--> statement-breakpoint
ALTER TABLE "skill_snapshots" ADD CONSTRAINT "skill_snapshots_counts" CHECK (least("skill_snapshots"."roles", "skill_snapshots"."named", "skill_snapshots"."headcount", "skill_snapshots"."signals", "skill_snapshots"."wanted_from", "skill_snapshots"."talents", "skill_snapshots"."courses", "skill_snapshots"."seats", "skill_snapshots"."bases", "skill_snapshots"."places") >= 0 and "skill_snapshots"."wanted_to" >= "skill_snapshots"."wanted_from");