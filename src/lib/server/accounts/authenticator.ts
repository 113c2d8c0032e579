// An authenticator in software, as telephones and sticks have one: makes a passkey and answers challenges with it (Web
// Authentication, level 3). Only tests import this.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const [present, verified, holdsKey] = [0x01, 0x04, 0x40];
const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();

/** One passkey at a site. `add` and `use` answer what the site's options ask for. */
export function authenticator({ origin, unlocks = true }: { origin: string; unlocks?: boolean }) {
	const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const id = randomBytes(16);
	const text = id.toString('base64url');
	let counter = 0;

	function clientData(type: string, challenge: string): Buffer {
		return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
	}

	function authData(more = 0): Buffer {
		const count = Buffer.alloc(4);
		count.writeUInt32BE(++counter);
		const flags = present | (unlocks ? verified : 0) | more;
		return Buffer.concat([sha256(new URL(origin).hostname), Buffer.from([flags]), count]);
	}

	function add({ challenge }: { challenge: string }) {
		const { x, y } = publicKey.export({ format: 'jwk' });
		// A map of the key's type (2), its algorithm (-7), its curve (1) and its two coordinates, in CBOR.
		const key = Buffer.concat([
			Buffer.from('a5010203262001215820', 'hex'),
			Buffer.from(x!, 'base64url'),
			Buffer.from('225820', 'hex'),
			Buffer.from(y!, 'base64url')
		]);
		const held = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, key]);
		const data = Buffer.concat([authData(holdsKey), held]);
		// A map of the format ("none"), no statement, and the data.
		const attestation = Buffer.concat([
			Buffer.from('a363666d74646e6f6e656761747453746d74a0686175746844617461', 'hex'),
			Buffer.from([0x58, data.length]),
			data
		]);
		return {
			...{ id: text, rawId: text, type: 'public-key', clientExtensionResults: {} },
			response: {
				clientDataJSON: clientData('webauthn.create', challenge).toString('base64url'),
				attestationObject: attestation.toString('base64url'),
				transports: ['internal']
			}
		};
	}

	function use({ challenge }: { challenge: string }) {
		const [client, data] = [clientData('webauthn.get', challenge), authData()];
		const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey);
		return {
			...{ id: text, rawId: text, type: 'public-key', clientExtensionResults: {} },
			response: {
				clientDataJSON: client.toString('base64url'),
				authenticatorData: data.toString('base64url'),
				signature: signature.toString('base64url')
			}
		};
	}

	return { id: text, add, use };
}
