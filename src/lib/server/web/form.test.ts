import { expect, test } from 'vitest';
import { readForm } from '#lib/server/web/form.ts';

function form(...entries: [string, string][]) {
	const data = new FormData();
	for (const [name, value] of entries) data.append(name, value);
	return readForm(data);
}

test('names with dots become objects and lists in the order of their numbers', () => {
	expect(form(['runs.1.seats', '20'], ['runs.0.seats', ' 10 '], ['title.zh', '脑电'])).toEqual({
		runs: [{ seats: '10' }, { seats: '20' }],
		title: { zh: '脑电' }
	});
});

test('a name that ends in brackets collects its values', () => {
	expect(form(['district[]', 'gulou'], ['district[]', 'qixia'])).toEqual({ district: ['gulou', 'qixia'] });
});

test('a form cannot reach the prototype of objects', () => {
	form(['__proto__.polluted', 'yes'], ['a.constructor.prototype.polluted', 'yes'], ['__proto__[]', 'yes']);
	expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('a line break is one character, whatever the browser sends', () => {
	expect(form(['text', 'a\r\nb'])).toEqual({ text: 'a\nb' });
});
