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

/** An object with a member that it may not have; `target` is the name of the member. */
export class UnknownMemberError extends ShapeError {
    constructor(
        /** Where the object is, such as `resourcesMetadata[0]`. */
        readonly place: string,
        member: string,
        known: readonly string[],
    ) {
        super(member, `${place} has an unknown field "${member}"; known are ${known.join(", ")}`);
        this.name = "UnknownMemberError";
    }
}
