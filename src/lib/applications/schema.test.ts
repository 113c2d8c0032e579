import { expect, test } from 'vitest';
import * as v from 'valibot';
import { answerSchema } from '#lib/applications/schema.ts';

const typed = {
	version: '3',
	reason: '很高兴邀请你加入。',
	meetsAt: '2026-12-07T10:30',
	place: '研发楼三层'
};

test('an interview has the time and place that were typed, by the clock of Nanjing', () => {
	const answer = v.parse(answerSchema, { ...typed, state: 'interview' });
	expect(answer).toMatchObject({ meetsAt: new Date('2026-12-07T02:30:00Z'), place: '研发楼三层' });
});

test('any other answer leaves out what was typed for an interview', () => {
	expect(v.parse(answerSchema, { ...typed, state: 'offer' })).toMatchObject({ meetsAt: null, place: null });
});
