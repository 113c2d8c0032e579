ALTER TABLE "roles" ADD COLUMN "equity_note_zh" text;--> statement-breakpoint
ALTER TABLE "roles" ADD COLUMN "equity_note_en" text;--> statement-breakpoint
-- "中文 / English" becomes two notes; any other goes to Chinese where it holds a Han character, else to English.
UPDATE "roles" SET
	"equity_note_zh" = CASE
		WHEN "equity_note" ~ '^.*[\u4e00-\u9fff].* / [^\u4e00-\u9fff]+$' THEN regexp_replace("equity_note", ' / [^\u4e00-\u9fff]+$', '')
		WHEN "equity_note" ~ '[\u3400-\u9fff]' THEN "equity_note"
	END,
	"equity_note_en" = CASE
		WHEN "equity_note" ~ '^.*[\u4e00-\u9fff].* / [^\u4e00-\u9fff]+$' THEN substring("equity_note" from ' / ([^\u4e00-\u9fff]+)$')
		WHEN "equity_note" !~ '[\u3400-\u9fff]' THEN "equity_note"
	END
WHERE "equity_note" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "roles" DROP COLUMN "equity_note";