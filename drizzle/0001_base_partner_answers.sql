ALTER TABLE "base_partners" ADD COLUMN "asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "base_partners" ADD COLUMN "declined_at" timestamp with time zone;--> statement-breakpoint
UPDATE "base_partners" SET "asked_at" = "confirmed_at";--> statement-breakpoint
ALTER TABLE "base_partners" ADD CONSTRAINT "base_partners_answer" CHECK (num_nulls("base_partners"."confirmed_at", "base_partners"."declined_at") > 0);