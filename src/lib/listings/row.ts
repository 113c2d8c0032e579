// A listing as a row of a list, as markup: see ListingRow.svelte for rows with something of their own in them.
import { m } from '#lib/i18n/generated/messages.js';
import type { LineChip, ListingLine } from '#lib/listings/card.ts';
import type { SkillLevel } from '#lib/listings/types.ts';
import { kindWord, levelWord } from '#lib/listings/words.ts';
import { kept, markup, type Markup } from '#lib/markup.ts';
import { standingWord } from '#lib/skills/standing.ts';

/** A part of the listing's text; `lang` where it is not in the reader's language. */
export type RowExcerpt = { lang: string | undefined; text: Markup };

/** A whole row; `title` in place of the line's own, with what was searched for marked in it; `beside` below the pay. */
export function rowMarkup(line: ListingLine, title?: Markup, excerpt?: RowExcerpt, beside?: Markup): Markup {
	const pay = markup`<aside><p class="pay">${line.pay}</p>${beside}</aside>`;
	const said = excerpt && excerptMarkup(excerpt);
	return markup`<article class="row"><div>${rowText(line, title)}${said}</div>${pay}</article>`;
}

const excerptMarkup = ({ lang, text }: RowExcerpt) =>
	markup`<p class="excerpt"${lang && markup` lang="${lang}"`}>${text}</p>`;

/** What a row says beside the pay. */
export function rowText(line: ListingLine, title?: Markup): Markup {
	let frame = frames.get(line);
	if (!frame) frames.set(line, (frame = frameOf(line)));
	return markup`${frame.before}${title ?? line.title}${frame.after}`;
}

/** What stands before a title and after it. */
type Frame = { before: Markup; after: Markup };

/** Kept for as long as the line is: searches show the same lines again, each with other words marked. */
const frames = new WeakMap<ListingLine, Frame>();

function frameOf({ kind, organization, verified, href, lang, meta, soon, skills }: ListingLine): Frame {
	const sign =
		verified && markup`&nbsp;<span class="verified" role="img" aria-label="${m.common_verified()}">✓</span>`;
	const from = markup`<span class="kind ${kind}">${kindWord(kind)}</span><span>${organization}${sign}</span>`;
	const facts = meta.map((part) => markup`<span>${part}</span>`);
	const last = soon && markup`<span class="soon">${soon}</span>`;
	return {
		before: kept(
			markup`<div class="meta">${from}</div><h3><a href="${href}"${lang && markup` lang="${lang}"`}>`
		),
		after: kept(
			markup`</a></h3><div class="meta">${facts}${last}</div><ul class="skills">${skills.map(chip)}</ul>`
		)
	};
}

function chip([name, level, standing]: LineChip): Markup {
	if (!standing) return level ? markup`<li>${name}${ticks(level)}</li>` : markup`<li>${name}</li>`;
	const said = m.common_separator() + standingWord(standing);
	return markup`<li class="${standing}">${name}${level && ticks(level)}<span class="unseen">${said}</span></li>`;
}

const ticks = (level: SkillLevel) => markup`<i class="l${level}">${levelWord(level)}</i>`;
