CREATE TABLE "erasures" (
	"account_id" text PRIMARY KEY NOT NULL,
	"requested_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "exports" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"zip" "bytea",
	"ready_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "exports_accountId_unique" UNIQUE("account_id"),
	CONSTRAINT "exports_state" CHECK ("exports"."state" in ('waiting', 'ready', 'failed')),
	CONSTRAINT "exports_ready" CHECK (("exports"."state" = 'ready') = ("exports"."zip" is not null) and num_nulls("exports"."zip", "exports"."ready_at", "exports"."expires_at") in (0, 3))
);
--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "exports_waiting" ON "exports" USING btree ("created_at") WHERE "exports"."state" = 'waiting';