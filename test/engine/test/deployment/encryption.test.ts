import { expect } from "chai";
import { Encryption } from "../../deployment/state/encryption";

describe("Encryption", () => {
    const encryption = new Encryption("passphrase");

    it("gives back what it took, never the same ciphertext twice", () => {
        const [first, second] = [encryption.encrypt("grün"), encryption.encrypt("grün")];
        expect(first).to.not.equal(second);
        expect([first, second].map((text) => encryption.decrypt(text))).to.deep.equal(["grün", "grün"]);
    });

    it("takes the same salt to mean the same key", () => {
        const again = new Encryption("passphrase", encryption.salt);
        expect(again.decrypt(encryption.encrypt("word"))).to.equal("word");
    });

    it("refuses another passphrase and a changed text", () => {
        const text = encryption.encrypt("word");
        const changed = Buffer.from(text, "base64");
        changed.writeUInt8(changed.readUInt8(changed.length - 1) ^ 1, changed.length - 1);
        expect(() => new Encryption("other", encryption.salt).decrypt(text)).to.throw();
        expect(() => encryption.decrypt(changed.toString("base64"))).to.throw();
    });
});
