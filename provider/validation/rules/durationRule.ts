import type { TextRule } from "../findings";
import { parseDuration } from "../parseDuration";

/** What a duration is to look like. */
export const durationAdvice = 'Write a duration such as "30m", "1h30m" or "90s".';

/** Takes a duration as Pulumi writes it, of a day at most. */
export const durationRule: TextRule = (text) =>
    parseDuration(text) === undefined
        ? { problem: "is not a duration of more than nothing and at most 24h" }
        : undefined;
