export { create } from "./create";
export { remove } from "./delete";
export { read } from "./read";
export { update } from "./update";
