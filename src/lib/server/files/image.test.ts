import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkImage, imageKind } from '#lib/server/files/image.ts';
import {
	cameraNotes,
	jpeg,
	jpegSegment as segment,
	png,
	pngPart as part
} from '#lib/server/files/testing.ts';

const kept = (bytes: Buffer, kind: 'png' | 'jpg') => {
	const checked = checkImage(bytes, kind);
	return typeof checked === 'string' ? checked : Buffer.from(checked.bytes).toString('latin1');
};

describe('a picture', () => {
	test('is known by its first bytes, whatever it is called', () => {
		const kinds = [png(), jpeg(), Buffer.from('%PDF-1.7'), Buffer.from('GIF89a'), Buffer.alloc(0)].map(
			imageKind
		);
		expect(kinds).toEqual(['png', 'jpg', undefined, undefined, undefined]);
	});

	test('passes as it is when there is nothing else in it', () => {
		expect(kept(png(), 'png')).toBe(png().toString('latin1'));
		expect(kept(jpeg(), 'jpg')).toBe(jpeg().toString('latin1'));
	});

	test('leaves behind where it was taken, comments, and whatever does not draw', () => {
		const words = Buffer.from('mark-gps-4711');
		const extra = ['tEXt', 'iTXt', 'zTXt', 'eXIf', 'tIME', 'juNK'].map((type) => part(type, words));
		expect(kept(png({ extra }), 'png')).toBe(png().toString('latin1'));
		const segments = [0xe1, 0xe2, 0xed, 0xef, 0xfe].map((marker) => segment(marker, words));
		expect(kept(jpeg({ extra: segments }), 'jpg')).toBe(jpeg().toString('latin1'));
	});

	test.each([true, false])(
		'stays the way up that its camera wrote, and tells nothing else (%s)',
		(little) => {
			for (const orientation of [1, 3, 6, 8, 9]) {
				const notes = cameraNotes({ orientation, little });
				const inJpeg = Buffer.concat([Buffer.from('Exif\0\0'), notes]);
				const turned = kept(jpeg({ extra: [segment(0xe1, inJpeg), segment(0xe1, inJpeg)] }), 'jpg');
				const drawn = kept(png({ extra: [part('eXIf', notes)] }), 'png');
				const left = [turned.length - jpeg().length, drawn.length - png().length];
				const isTurned = orientation > 1 && orientation < 9;
				expect(left).toEqual(isTurned ? [4 + 6 + 26, 12 + 26] : [0, 0]);
				for (const picture of [turned, drawn]) {
					expect(picture).not.toContain('mark-gps');
					if (isTurned)
						expect(picture).toContain(`\x01\x12\0\x03\0\0\0\x01\0${String.fromCharCode(orientation)}\0\0`);
				}
				// What was kept passes again as it is.
				if (isTurned) expect(kept(Buffer.from(turned, 'latin1'), 'jpg')).toBe(turned);
			}
		}
	);

	test('with broken notes of its camera passes without them', () => {
		const notes = cameraNotes();
		for (let end = 0; end < 34; end++) {
			const cut = Buffer.concat([Buffer.from('Exif\0\0'), notes.subarray(0, end)]);
			expect(kept(jpeg({ extra: [segment(0xe1, cut)] }), 'jpg')).toBe(jpeg().toString('latin1'));
			expect(kept(png({ extra: [part('eXIf', notes.subarray(0, end))] }), 'png')).toBe(
				png().toString('latin1')
			);
		}
	});

	test.each([
		['a ZIP archive', Buffer.from('PK\x03\x04hidden PK\x05\x06')],
		['a page', Buffer.from('<script>alert(1)</script>')],
		['a PDF', Buffer.from('%PDF-1.7\n%%EOF')]
	])('with %s behind its end is refused', (_, after) => {
		expect([kept(png({ after }), 'png'), kept(jpeg({ after }), 'jpg')]).toEqual(['mixed', 'mixed']);
	});

	test('that is a page, a PDF or an archive inside what draws it is refused', () => {
		for (const hidden of ['<script>alert(1)</script>', '%PDF-1.7', 'PK\x05\x06', '__HALT_COMPILER']) {
			expect(kept(png({ extra: [part('PLTE', Buffer.from(hidden))] }), 'png')).toBe('mixed');
			expect(kept(jpeg({ extra: [segment(0xdb, Buffer.from(hidden))] }), 'jpg')).toBe('mixed');
		}
	});

	test('has no more points than whoever opens it can hold', () => {
		expect(kept(png({ width: 8_000, height: 5_000 }), 'png')).not.toBe('tooManyPixels');
		for (const [width, height] of [
			[8_001, 5_000],
			[16_001, 1],
			[4_294_967_295, 4_294_967_295]
		] as const)
			expect(kept(png({ width, height }), 'png')).toBe('tooManyPixels');
		expect(kept(jpeg({ width: 9_000, height: 9_000 }), 'jpg')).toBe('tooManyPixels');
		expect(kept(png({ width: 0 }), 'png')).toBe('broken');
		expect(kept(png({ after: Buffer.alloc(10 * 1024 * 1024) }), 'png')).toBe('tooLarge');
	});

	test('cut anywhere or changed anywhere is refused or still a picture, and never an error', () => {
		for (const [whole, kind] of [
			[png(), 'png'],
			[jpeg(), 'jpg']
		] as const)
			fc.assert(
				fc.property(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
					const changed = Buffer.from(whole);
					changed[at] = byte;
					const cut = checkImage(whole.subarray(0, at), kind);
					expect(typeof cut).toBe('string');
					expect(() => checkImage(changed, kind)).not.toThrow();
				}),
				{ numRuns: 500 }
			);
	});
});
