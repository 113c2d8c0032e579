import { locale } from '#lib/i18n/locale.ts';
import { parcel } from '#lib/parcel.ts';
import { getApp } from '#lib/server/app.ts';
import { skillTree, type CountedSkill } from '#lib/server/skills/data.ts';

export const load = async () => {
	const english = locale() === 'en';
	/** Id, name, open roles, open courses and bases: short, because there are hundreds. */
	const line = ({ id, zh, en, roles, offers }: CountedSkill) =>
		[id, english ? en : zh, roles, offers] as const;
	const tree = await skillTree(getApp().db);
	return {
		groups: parcel(
			tree.map(({ families, skills, ...group }) => ({
				line: line(group),
				families: families.map((family) => ({ line: line(family), skills: family.skills.map(line) })),
				skills: skills.map(line)
			}))
		)
	};
};
