// The words a person reads for the kinds of certificates.
import type { CertificateKind } from '#lib/certificates/types.ts';
import { m } from '#lib/i18n/generated/messages.js';

const titles: Record<CertificateKind, () => string> = {
	course: m.certificates_course,
	base: m.certificates_base,
	role: m.certificates_base
};
export const certificateWord = (kind: CertificateKind): string => titles[kind]();
