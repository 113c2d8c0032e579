import { beforeEach, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import type { Actor } from '#lib/accounts/types.ts';
import { figuresBySkill } from '#lib/map/figures.ts';
import { isRefusal } from '#lib/refusal.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { countedNow } from '#lib/server/map/data.ts';
import { memberships } from '#lib/server/organizations/table.ts';
import { addOrganization, addSkill, searchApp } from '#lib/server/search/testing.ts';
import { announced, ownSignals } from '#lib/server/signals/page.ts';
import { publishSignal, restoreSignal, withdrawSignal } from '#lib/server/signals/service.ts';
import { signalSchema } from '#lib/signals/schema.ts';

const connection = await testDatabase();
const { db } = connection;
const app = searchApp(connection);
const today = '2026-11-23';
const at = (day: string) => ({ ...app, now: () => new Date(`${day}T04:00:00Z`) });

await addOrganization(db, 'ningxi', '宁析神经科技');
await addOrganization(db, 'other', '别家');
await addOrganization(db, 'newcomer', '新来', false);
await addSkill(db, 'electrodes', '电极', 'Electrodes');
await addSkill(db, 'flexible', '柔性电极', 'Flexible electrodes', ['软电极'], 'electrodes');
await addSkill(db, 'dry', '干电极', 'Dry electrodes', [], 'electrodes');

async function member(slug: string): Promise<Actor> {
	const email = `${slug}@sample.example`;
	const values = { email, passwordHash: '-', purpose: 'recruit', locale: 'zh-CN' } as const;
	const [row] = await db.insert(accounts).values(values).returning();
	await db.insert(memberships).values({ organizationId: slug, accountId: row!.id, role: 'editor' });
	return {
		accountId: row!.id,
		email,
		emailVerified: true,
		isOperator: false,
		purpose: 'recruit',
		sessionHash: ''
	};
}
const [editor, stranger, newcomer] = [
	await member('ningxi'),
	await member('other'),
	await member('newcomer')
];

const signal = (more: Record<string, unknown> = {}) =>
	v.parse(signalSchema, {
		skills: [{ name: '软电极' }, { name: '' }, { name: 'Dry electrodes' }, { name: 'flexible' }],
		headcount: '2-5',
		district: 'jiangbei',
		neededBy: '2027-09-01',
		...more
	});
const refusal = (attempt: Promise<unknown>) =>
	attempt.then(
		() => 'accepted',
		(error: unknown) =>
			isRefusal(error) ? { reason: error.reason, fields: Object.keys(error.fields) } : error
	);
const publish = (more = {}) => publishSignal(app, editor, 'ningxi', signal(more));

beforeEach(() => connection.sql`truncate demand_signals cascade`);

describe('a demand signal', () => {
	it('names each skill once, by whatever name, and is seen with whoever announced it', async () => {
		await publish();
		const [seen] = await announced(app, ['dry']);
		expect(seen).toMatchObject({
			slug: 'ningxi',
			headcount: '2-5',
			district: 'jiangbei',
			neededBy: '2027-09-01'
		});
		expect(seen!.skills.map(({ id }) => id)).toEqual(['dry', 'flexible']);
		expect(await announced(app, ['electrodes'])).toEqual([]);
	});

	it('is published by verified organizations alone, for the future, and with a skill of the tree', async () => {
		expect(await refusal(publishSignal(app, newcomer, 'newcomer', signal()))).toMatchObject({
			reason: 'notAllowed'
		});
		expect(await refusal(publishSignal(app, stranger, 'ningxi', signal()))).toMatchObject({
			reason: 'notFound'
		});
		expect(await refusal(publishSignal(app, undefined, 'ningxi', signal()))).toMatchObject({
			reason: 'signInFirst'
		});
		for (const neededBy of [today, '2026-01-01', '2030-01-01'])
			expect(await refusal(publish({ neededBy }))).toEqual({ reason: 'invalid', fields: ['neededBy'] });
		expect(await refusal(publish({ skills: [{ name: '炼金术' }] }))).toEqual({
			reason: 'invalid',
			fields: ['skills.0.name']
		});
		expect(await refusal(publish({ skills: [] }))).toEqual({ reason: 'invalid', fields: ['skills.0.name'] });
	});

	it('is withdrawn and taken back by its organization alone', async () => {
		const id = await publish();
		expect(await refusal(withdrawSignal(app, stranger, 'other', id))).toMatchObject({ reason: 'notFound' });
		await withdrawSignal(app, editor, 'ningxi', id);
		expect(await announced(app, ['dry'])).toEqual([]);
		expect(await refusal(withdrawSignal(app, editor, 'ningxi', id))).toMatchObject({ reason: 'notNow' });
		await restoreSignal(app, editor, 'ningxi', id);
		expect(await announced(app, ['dry'])).toHaveLength(1);
	});

	it('expires by itself after its day, and does not come back', async () => {
		const id = await publish();
		expect(await announced(at('2027-09-01'), ['dry'])).toHaveLength(1);
		const later = at('2027-09-02');
		expect(await announced(later, ['dry'])).toEqual([]);
		expect(await ownSignals(later, editor, 'ningxi')).toMatchObject([{ id, state: 'expired' }]);
		expect(await refusal(withdrawSignal(later, editor, 'ningxi', id))).toMatchObject({ reason: 'notNow' });
	});

	it('is counted apart from roles, once for a group, within its district', async () => {
		await publish();
		await publish({ headcount: '11-20', district: '', skills: [{ name: 'dry' }] });
		const of = (figures: ReturnType<typeof figuresBySkill>, id: string) => figures.get(id);
		const rows = await countedNow(db, today);
		const city = figuresBySkill(rows, { district: undefined, level: undefined });
		expect(of(city, 'electrodes')).toMatchObject({
			signals: 2,
			wantedFrom: 13,
			wantedTo: 25,
			roles: 0,
			headcount: 0
		});
		expect(of(city, 'flexible')).toMatchObject({ signals: 1, wantedFrom: 2, wantedTo: 5 });
		const there = figuresBySkill(rows, { district: 'jiangbei', level: undefined });
		expect(of(there, 'electrodes')).toMatchObject({ signals: 1, wantedFrom: 2, wantedTo: 5 });
		expect(await countedNow(db, '2027-09-02')).toEqual([]);
	});

	it('leaves room for twenty at a time', async () => {
		for (let i = 0; i < 19; i++) await publish();
		const id = await publish();
		expect(await refusal(publish())).toMatchObject({ reason: 'notNow' });
		await withdrawSignal(app, editor, 'ningxi', id);
		await publish();
		expect(await refusal(restoreSignal(app, editor, 'ningxi', id))).toMatchObject({ reason: 'notNow' });
	});
});
