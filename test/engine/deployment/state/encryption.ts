import { createCipheriv, createDecipheriv, pbkdf2Sync, randomBytes } from "node:crypto";

const algorithm = "aes-256-gcm";
const nonceLength = 12;
const tagLength = 16;

/** Encrypts text with a key derived from a passphrase and the stack's salt. */
export class Encryption {
    private readonly key: Buffer;

    /** `salt` is base64 text, kept with the state. */
    constructor(
        passphrase: string,
        readonly salt: string = randomBytes(8).toString("base64"),
    ) {
        this.key = pbkdf2Sync(passphrase, Buffer.from(salt, "base64"), 10_000, 32, "sha256");
    }

    /** The result is base64 text of nonce, authentication tag and ciphertext. */
    encrypt(text: string): string {
        const nonce = randomBytes(nonceLength);
        const cipher = createCipheriv(algorithm, this.key, nonce);
        const encrypted = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
        return Buffer.concat([nonce, cipher.getAuthTag(), encrypted]).toString("base64");
    }

    /** Throws if the passphrase is another one or the text was changed. */
    decrypt(text: string): string {
        const bytes = Buffer.from(text, "base64");
        const decipher = createDecipheriv(algorithm, this.key, bytes.subarray(0, nonceLength));
        decipher.setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength));
        const decrypted = decipher.update(bytes.subarray(nonceLength + tagLength));
        return Buffer.concat([decrypted, decipher.final()]).toString("utf8");
    }
}
