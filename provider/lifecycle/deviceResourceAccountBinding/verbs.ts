export { create } from "./create";
export { remove } from "./delete";
export { importById } from "./import";
export { read } from "./read";
export { update } from "./update";
