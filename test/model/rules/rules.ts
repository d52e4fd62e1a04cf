import type { Rule } from "../player/runRecord";
import { assignedIsKnown } from "./assignedIsKnown";
import { bystandersStay } from "./bystandersStay";
import { declaredStays } from "./declaredStays";
import { deploymentsStay } from "./deploymentsStay";
import { failuresAreJustified } from "./failuresAreJustified";
import { keptStays } from "./keptStays";
import { lookingChangesNothing } from "./lookingChangesNothing";
import { nothingForgotten } from "./nothingForgotten";
import { onlyOurs } from "./onlyOurs";
import { stateIsTrue } from "./stateIsTrue";
import { successIsTrue } from "./successIsTrue";

/** What every run keeps, whatever happens. */
export const rules: Readonly<Record<string, Rule>> = {
    assignedIsKnown,
    bystandersStay,
    declaredStays,
    deploymentsStay,
    failuresAreJustified,
    keptStays,
    lookingChangesNothing,
    nothingForgotten,
    onlyOurs,
    stateIsTrue,
    successIsTrue,
};
