import { describeCrashes } from "./describeCrashes";
import { livesOf, oneLife } from "./moments";

describeCrashes("provider", { frontEnd: "plugin", lives: livesOf.engine, repeats: false });
describeCrashes("engine", { frontEnd: "plugin", lives: oneLife, repeats: false });
