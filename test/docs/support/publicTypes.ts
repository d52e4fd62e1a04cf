import { join } from "node:path";
import ts from "typescript";
import { repository } from "../../packaging/support/repository";
import { userOptions } from "./userOptions";

const entry = join(repository, "provider", "dist", "index.d.ts");
const program = ts.createProgram([entry], userOptions);
const checker = program.getTypeChecker();

/** The names that the package exports. */
export function exportedNames(): string[] {
    return exportsOf(entry).map((symbol) => symbol.name);
}

/** The members of an exported interface or class, or of Pulumi's dynamic `Resource`, in which a class's own are not. */
export function memberNames(name: string): string[] {
    const found = exportsOf(entry).find((symbol) => symbol.name === name);
    const type = found ? typeOf(found) : baseOf("ProjectResourceAssignment");
    return type.getProperties().map((member) => member.name);
}

function baseOf(className: string): ts.Type {
    const symbol = exportsOf(entry).find(({ name }) => name === className);
    const [base] = symbol ? (typeOf(symbol).getBaseTypes() ?? []) : [];
    if (!base) {
        throw new Error(`${className} has no base class.`);
    }
    return base;
}

function typeOf(symbol: ts.Symbol): ts.Type {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return checker.getDeclaredTypeOfSymbol(target);
}

function exportsOf(file: string): ts.Symbol[] {
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    if (!module) {
        throw new Error(`${file} is no module; has it been built?`);
    }
    return checker.getExportsOfModule(module);
}
