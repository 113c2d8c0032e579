CREATE TABLE "suspensions" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"reason" text NOT NULL,
	"suspended_by" text,
	"suspended_at" timestamp with time zone NOT NULL,
	"lift_reason" text,
	"lifted_by" text,
	"lifted_at" timestamp with time zone,
	CONSTRAINT "suspensions_lifted" CHECK (num_nulls("suspensions"."lift_reason", "suspensions"."lifted_at") in (0, 2))
);
--> statement-breakpoint
ALTER TABLE "suspensions" ADD CONSTRAINT "suspensions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspensions" ADD CONSTRAINT "suspensions_suspended_by_accounts_id_fk" FOREIGN KEY ("suspended_by") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suspensions" ADD CONSTRAINT "suspensions_lifted_by_accounts_id_fk" FOREIGN KEY ("lifted_by") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "suspensions_account" ON "suspensions" USING btree ("account_id","suspended_at");--> statement-breakpoint
CREATE UNIQUE INDEX "suspensions_standing" ON "suspensions" USING btree ("account_id") WHERE "suspensions"."lifted_at" is null;