/** A value that has not the shape it must have: `target` names the place, the message says what is wrong there. */
export class ShapeError extends Error {
    constructor(
        readonly target: string,
        message: string,
    ) {
        super(message);
        this.name = "ShapeError";
    }
}
