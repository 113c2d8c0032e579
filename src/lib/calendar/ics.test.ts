import fc from 'fast-check';
import { expect, test } from 'vitest';
import { icsCalendar, type IcsEvent } from '#lib/calendar/ics.ts';

const interview: IcsEvent = {
	uid: 'interview-a@pons.example',
	summary: '面试：脑电解码实习生; 一面, 二面',
	time: { at: new Date('2026-12-01T06:30:00Z'), minutes: 60 },
	location: '江北新区研发楼\\三层\n会议室',
	url: 'https://pons.example/me/applications',
	sequence: 3,
	changedAt: new Date('2026-11-23T04:00:00Z'),
	busy: true
};
const octets = (text: string) => new TextEncoder().encode(text).length;
/** The lines as a reader puts them together again. */
const unfolded = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');
const valueOf = (text: string, name: string) =>
	unfolded(text)
		.find((line) => line.startsWith(`${name}:`))!
		.slice(name.length + 1);
const unescaped = (value: string) => value.replace(/\\([\\;,n])/g, (_, c: string) => (c === 'n' ? '\n' : c));

test('an interview is a moment in UTC, and days end on the day after the last', () => {
	const text = icsCalendar('脑桥', [
		interview,
		{ ...interview, uid: 'run-b@pons.example', time: { from: '2026-12-30', to: '2026-12-31' }, busy: false }
	]);
	expect(unfolded(text)).toEqual(
		expect.arrayContaining([
			'BEGIN:VCALENDAR',
			'UID:interview-a@pons.example',
			'DTSTART:20261201T063000Z',
			'DTEND:20261201T073000Z',
			'DTSTAMP:20261123T040000Z',
			'SEQUENCE:3',
			'SUMMARY:面试：脑电解码实习生\\; 一面\\, 二面',
			'LOCATION:江北新区研发楼\\\\三层\\n会议室',
			'TRANSP:OPAQUE',
			'DTSTART;VALUE=DATE:20261230',
			'DTEND;VALUE=DATE:20270101',
			'TRANSP:TRANSPARENT',
			'END:VCALENDAR'
		])
	);
});

test('whatever a title holds, lines are short, end right, and give the title back', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (summary) => {
			const text = icsCalendar('x', [{ ...interview, summary }]);
			expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
			for (const line of text.split('\r\n')) {
				expect(octets(line)).toBeLessThanOrEqual(75);
				expect(line).not.toMatch(/[\r\n]/);
				// No line is cut within a character; a title may hold the sign for a broken one itself.
				if (!summary.includes('\ufffd')) expect(line).not.toContain('\ufffd');
			}
			const said = summary
				.replaceAll(/\r\n?/g, '\n')
				// eslint-disable-next-line no-control-regex
				.replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ');
			expect(unescaped(valueOf(text, 'SUMMARY'))).toBe(said);
			expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1 + (summary.match(/BEGIN:VEVENT/g)?.length ?? 0));
		})
	);
});
