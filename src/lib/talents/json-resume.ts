// A profile as JSON Resume (jsonresume.org, schema 1.0.0), which other sites and programs read. Pure.
import type { Contact, Profile, ProfileEntry } from '#lib/talents/profile.ts';

const schema = 'https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json';
/** The words of skill levels 1 to 4. */
const levels = ['aware', 'working', 'advanced', 'expert'];

export function jsonResume(profile: Profile, contact: Contact) {
	return {
		$schema: schema,
		basics: {
			name: profile.displayName,
			label: profile.headline,
			summary: profile.about,
			...(contact.email && { email: contact.email }),
			...(contact.phone && { phone: contact.phone }),
			profiles: contact.wechat ? [{ network: 'WeChat', username: contact.wechat }] : []
		},
		work: profile.experience.map((entry) => ({
			name: entry.place,
			position: entry.title,
			...datesOf(entry),
			summary: entry.text
		})),
		education: profile.education.map((entry) => ({
			institution: entry.place,
			area: entry.title,
			...datesOf(entry)
		})),
		skills: profile.skills.map(({ zh, en, level, note }) => ({
			name: zh,
			level: levels[level - 1],
			keywords: [en, note].filter(Boolean)
		}))
	};
}

/** Months as the format wants them; an absent end means still there. */
const datesOf = ({ fromMonth, toMonth }: ProfileEntry) => ({
	...(fromMonth && { startDate: fromMonth }),
	...(toMonth && { endDate: toMonth })
});
