CREATE TABLE "skill_corrections" (
	"talent_id" text NOT NULL,
	"skill_id" text NOT NULL,
	"level" smallint,
	"evidence" text DEFAULT 'stated' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "skill_corrections_talent_id_skill_id_pk" PRIMARY KEY("talent_id","skill_id"),
	CONSTRAINT "skill_corrections_level" CHECK ("skill_corrections"."level" between 1 and 4),
	CONSTRAINT "skill_corrections_evidence" CHECK ("skill_corrections"."evidence" in ('stated', 'document', 'verified'))
);
--> statement-breakpoint
ALTER TABLE "skill_corrections" ADD CONSTRAINT "skill_corrections_talent_id_talents_id_fk" FOREIGN KEY ("talent_id") REFERENCES "public"."talents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_corrections" ADD CONSTRAINT "skill_corrections_skill_id_skills_id_fk" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "skill_corrections_at" ON "skill_corrections" USING btree ("at");