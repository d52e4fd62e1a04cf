import { readFileSync } from "node:fs";

/** Reads the PEM text of a certificate with its key. Throws, saying how to convert it, for a PFX. */
export function readCertificate(path: string): string {
    const text = readFileSync(path, "utf8");
    if (text.includes("-----BEGIN")) {
        return text;
    }
    throw new Error(
        `ARM_CLIENT_CERTIFICATE_PATH (${path}) is not PEM; convert a PFX with: openssl pkcs12 -in certificate.pfx -out certificate.pem -nodes`,
    );
}
