// Writes calendars as RFC 5545 wants them: escaped texts, lines of at most 75 octets, times in UTC. Pure.

export type IcsEvent = {
	/** Unique in the world and the same for as long as the event exists. */
	uid: string;
	summary: string;
	/** A moment, with its length in minutes; or whole days, the last one included. */
	time: { at: Date; minutes: number } | { from: string; to: string };
	location: string | undefined;
	url: string;
	/** Counts changes, so that a calendar takes the later one. */
	sequence: number;
	changedAt: Date;
	/** Whether the time is taken; a deadline takes none. */
	busy: boolean;
};

/** Octets of a line, without its end. */
const lineMax = 75;
const product = '-//Pons//Pons 1//ZH';
const encoder = new TextEncoder();

/** A whole calendar. `name` is what programs call it that subscribe to it. */
export function icsCalendar(name: string, events: readonly IcsEvent[]): string {
	const lines = [
		'BEGIN:VCALENDAR',
		'VERSION:2.0',
		`PRODID:${product}`,
		'CALSCALE:GREGORIAN',
		'METHOD:PUBLISH',
		`X-WR-CALNAME:${escaped(name)}`,
		'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
		'X-PUBLISHED-TTL:PT1H',
		...events.flatMap(eventLines),
		'END:VCALENDAR'
	];
	return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function eventLines({ uid, summary, time, location, url, sequence, changedAt, busy }: IcsEvent): string[] {
	return [
		'BEGIN:VEVENT',
		`UID:${escaped(uid)}`,
		`DTSTAMP:${utc(changedAt)}`,
		`LAST-MODIFIED:${utc(changedAt)}`,
		`SEQUENCE:${sequence}`,
		...timeLines(time),
		`SUMMARY:${escaped(summary)}`,
		...(location ? [`LOCATION:${escaped(location)}`] : []),
		`URL:${url}`,
		'STATUS:CONFIRMED',
		`TRANSP:${busy ? 'OPAQUE' : 'TRANSPARENT'}`,
		'END:VEVENT'
	];
}

/** The end of whole days is the day after the last one. */
function timeLines(time: IcsEvent['time']): string[] {
	if ('at' in time) {
		const end = new Date(time.at.getTime() + time.minutes * 60_000);
		return [`DTSTART:${utc(time.at)}`, `DTEND:${utc(end)}`];
	}
	const after = new Date(Date.parse(time.to) + 86_400_000).toISOString().slice(0, 10);
	return [`DTSTART;VALUE=DATE:${plain(time.from)}`, `DTEND;VALUE=DATE:${plain(after)}`];
}

const plain = (day: string) => day.replaceAll('-', '');
const utc = (moment: Date) => `${moment.toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;

/** A text value (3.3.11): what has a meaning in the format gets a backslash, and control characters are left out. */
function escaped(text: string): string {
	return (
		text
			.replaceAll(/\r\n?/g, '\n')
			// eslint-disable-next-line no-control-regex
			.replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
			.replaceAll(/[\\;,]/g, '\\$&')
			.replaceAll('\n', '\\n')
	);
}

/** Cut into lines of at most 75 octets (3.1), never inside a character; each further one begins with a space. */
function folded(line: string): string {
	let out = '';
	let octets = 0;
	for (const letter of line) {
		const size = encoder.encode(letter).length;
		if (octets + size > lineMax) {
			out += '\r\n ';
			octets = 1;
		}
		out += letter;
		octets += size;
	}
	return out;
}
