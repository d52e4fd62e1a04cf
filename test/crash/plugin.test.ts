import { describeCrashes } from "./describeCrashes";
import { fewLives, oneLife } from "./moments";

describeCrashes("provider", { frontEnd: "plugin", lives: fewLives, repeats: false });
describeCrashes("engine", { frontEnd: "plugin", lives: oneLife, repeats: false });
