import { collectSecretTexts, Redactor } from "../validation/secretText";

/** Every secret text that this process has seen in inputs or states; kept out of all lines and errors by value. */
export class SecretTexts extends Redactor {
    /** Learns the values of the properties that are marked secret. */
    learn(properties: Record<string, unknown> | undefined): void {
        const { secretInputs } = properties ?? {};
        if (properties && Array.isArray(secretInputs) && secretInputs.length > 0) {
            this.add(collectSecretTexts(properties, secretInputs));
        }
    }
}
