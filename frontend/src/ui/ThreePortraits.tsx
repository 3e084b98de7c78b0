import curly from "./people/curly.webp";
import hijab from "./people/hijab.webp";
import laughing from "./people/laughing.webp";
import styles from "./ThreePortraits.module.css";

/** Three people the built-in style drew, fanned like prints on a table: what is about to be made here. */
export function ThreePortraits() {
  return (
    <span className={styles.fan} aria-hidden>
      <img src={laughing} alt="" width="320" height="320" />
      <img src={curly} alt="" width="320" height="320" />
      <img src={hijab} alt="" width="320" height="320" />
    </span>
  );
}
