// The fields of the editor's form, from what was typed.
import type { FieldValues } from '#lib/form.ts';
import type { NewSkillInput } from '#lib/skills/schema.ts';

export const typedNew = ({
	zh,
	en,
	aliasesZh,
	aliasesEn,
	parents,
	suggestion
}: NewSkillInput): FieldValues => ({
	...{ zh, en, parents, suggestion },
	aliasesZh: aliasesZh.join('\n'),
	aliasesEn: aliasesEn.join('\n')
});
