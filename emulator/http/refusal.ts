import type { Answer } from "./answer.js";

/** Thrown by a route to answer with an error before anything took effect. */
export class Refusal extends Error {
    constructor(readonly answer: Answer) {
        super(`refused with ${answer.status}`);
        this.name = "Refusal";
    }
}
