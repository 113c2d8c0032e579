import { answerSchema } from '#lib/applications/schema.ts';
import { noteIdSchema, noteSchema, ratingSchema, tagSchema } from '#lib/reviews/schema.ts';
import { begunOn } from '#lib/applications/slot.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { listQuery } from '#lib/applications/inbox.ts';
import { movesFrom } from '#lib/applications/moves.ts';
import { getApp } from '#lib/server/app.ts';
import { templatesFor } from '#lib/server/answers/page.ts';
import { answerApplication, receivedApplication } from '#lib/server/applications/received.ts';
import { addNote, addTag, rate, removeNote, removeTag, teamReview } from '#lib/server/reviews/service.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params, url }) => {
	const application = await orRefuse(receivedApplication(getApp(), locals.actor, params.slug, params.id));
	const { track, state } = application;
	const moves = movesFrom(track, state, 'organization').filter((to) => to !== 'viewed');
	const to = moves.find((move) => move === url.searchParams.get('to'));
	const { slug, id } = params;
	return {
		begun: begunOn(application, dayInNanjing(getApp().now())),
		...{ application, moves, to, list: listQuery(url.searchParams) },
		review: await orRefuse(teamReview(getApp(), locals.actor, slug, id)),
		...(await orRefuse(templatesFor(getApp(), locals.actor, slug, id, url.searchParams.get('template'))))
	};
};

export const actions = {
	answer: action(answerSchema, async (input, { locals, params }, app) => {
		await answerApplication(app, locals.actor, params.slug!, params.id!, input);
		return { answered: true };
	}),
	rate: action(ratingSchema, async ({ rating }, { locals, params }, app) => {
		await rate(app, locals.actor, params.slug!, params.id!, rating);
	}),
	tag: action(tagSchema, async ({ tag }, { locals, params }, app) => {
		await addTag(app, locals.actor, params.slug!, params.id!, tag);
	}),
	untag: action(tagSchema, async ({ tag }, { locals, params }, app) => {
		await removeTag(app, locals.actor, params.slug!, params.id!, tag);
	}),
	note: action(noteSchema, async ({ text }, { locals, params }, app) => {
		await addNote(app, locals.actor, params.slug!, params.id!, text);
	}),
	removeNote: action(noteIdSchema, async ({ note }, { locals, params }, app) => ({
		removed: await removeNote(app, locals.actor, params.slug!, params.id!, note)
	})),
	restoreNote: action(noteIdSchema, async ({ note }, { locals, params }, app) => {
		await removeNote(app, locals.actor, params.slug!, params.id!, note, true);
	})
};
