import { expect, test } from 'vitest';
import { Markup, markup, receiveMarkup, sendMarkup } from './markup.ts';

test('whatever is put into markup is shown as it is and does nothing', () => {
	const name = '<script>"R&D"</script>';
	const chips = ['脑电', '<b>'].map((chip) => markup`<li>${chip}</li>`);
	expect(markup`<p title="${name}">${name}${undefined}</p><ul>${chips}</ul>${2}`.html).toBe(
		'<p title="&lt;script&gt;&quot;R&amp;D&quot;&lt;/script&gt;">&lt;script&gt;&quot;R&amp;D&quot;&lt;/script&gt;</p>' +
			'<ul><li>脑电</li><li>&lt;b&gt;</li></ul>2'
	);
});

test('markup travels to a page that does not show it yet', () => {
	const rows = markup`<article>脑电</article>`;
	expect(receiveMarkup(sendMarkup(rows)!)).toEqual(rows);
});

test('markup that the page shows already travels as a sign that it is there', () => {
	expect(sendMarkup(new Markup('<article>脑电</article>', true))).toBe(' ');
	expect(sendMarkup(new Markup(''))).toBe(' ');
});

test('everything else travels as ever', () => {
	expect([sendMarkup({ html: '' }), sendMarkup('text'), sendMarkup(null)]).toEqual(Array(3).fill(undefined));
});
