import { isObject, type PropertyMap } from "../state/property";

/** Puts the old values of ignored properties into new inputs. Paths are as `a`, `a.b`, `a["b"]`, `a[0]`. */
export function ignoreInputs(inputs: PropertyMap, old: PropertyMap, paths: string[]): PropertyMap {
    return paths.reduce((result, path) => reset(result, old, steps(path)) as PropertyMap, inputs);
}

function steps(path: string): string[] {
    return [...path.matchAll(/[^.[\]"]+/g)].map(([step]) => step);
}

/** Where either side lacks what leads to the property, nothing is ignored. */
function reset(target: unknown, source: unknown, [first, ...rest]: string[]): unknown {
    if (first === undefined) {
        return source;
    }
    if (Array.isArray(target) && Array.isArray(source)) {
        return target.map((item, index) => (String(index) === first ? reset(item, source[index], rest) : item));
    }
    if (!isObject(target) || !isObject(source)) {
        return target;
    }
    if (rest.length === 0 && !(first in source)) {
        const { [first]: _added, ...others } = target;
        return others;
    }
    return first in source ? { ...target, [first]: reset(target[first], source[first], rest) } : target;
}
