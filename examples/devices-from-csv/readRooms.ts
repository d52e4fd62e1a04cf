import { readFileSync } from "node:fs";
import { RunError } from "@pulumi/pulumi";
import { CsvError, parse } from "csv-parse/sync";

/** One line of the file. */
export interface Room {
    /** The resource's name in the stack: it must stay the same when the room gets another device. */
    room: string;
    /** The whole serial number of the device in the room, in its own letter case. */
    serialNumber: string;
    /** The account of the room. */
    userPrincipalName: string;
    /** The account's addressable name. */
    displayName: string;
}

const columns = ["room", "serialNumber", "userPrincipalName", "displayName"] as const;

/** Reads the rooms of a CSV file, as Excel saves it too. Throws one error that lists all that is wrong with it. */
export function readRooms(file: string): Room[] {
    const rows = readRows(file);
    const problems = rows.flatMap((row, index) => [...missingIn(row, index), ...repeatedIn(rows, row, index)]);
    if (problems.length > 0) {
        throw new RunError(`${file} cannot be used:\n${problems.join("\n")}`);
    }
    return rows;
}

function readRows(file: string): Room[] {
    try {
        const text = readFileSync(file, "utf8");
        return parse(text, { columns: true, bom: true, trim: true, skip_empty_lines: true }) as unknown as Room[];
    } catch (error) {
        if (error instanceof CsvError || (error instanceof Error && "syscall" in error)) {
            throw new RunError(`${file} cannot be read: ${error.message}`);
        }
        throw error;
    }
}

function missingIn(row: Room, index: number): string[] {
    return columns.filter((column) => !row[column]).map((column) => `    room ${index + 1} has no ${column}`);
}

function repeatedIn(rows: Room[], row: Room, index: number): string[] {
    return (["room", "serialNumber"] as const)
        .filter((column) => row[column] && rows.findIndex((other) => other[column] === row[column]) < index)
        .map((column) => `    room ${index + 1} repeats the ${column} ${row[column]}`);
}
