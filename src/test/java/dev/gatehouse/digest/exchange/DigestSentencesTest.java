package dev.gatehouse.digest.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.digest.domain.claims.ChangedClaim;
import dev.gatehouse.digest.domain.claims.Digested;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a digest says, word by word. */
class DigestSentencesTest {

    private static final String TEXT =
            "# R\n\n## Steps {#steps}\n1. Restart. {#restart}\n2. Wait. {#wait}\n\n## Later {#later}\n- Tell. {#tell}\n";

    @Test
    void quotesWhatTheRunbookSays() {
        assertThat(changed(TEXT.replace("Restart.", "Restart twice."), TEXT))
                .containsExactly("Changed in “Steps”: “Restart.” is now “Restart twice.”");
        assertThat(changed(TEXT.replace("2. Wait. {#wait}\n", "2. Wait. {#wait}\n3. Go. {#go}\n"), TEXT))
                .containsExactly("Added under “Steps”: “Go.”");
        assertThat(changed(TEXT.replace("2. Wait. {#wait}\n", ""), TEXT))
                .containsExactly("Removed from “Steps”: “Wait.”");
        assertThat(changed(
                        TEXT.replace("2. Wait. {#wait}\n", "")
                                .replace("- Tell. {#tell}\n", "- Tell. {#tell}\n- Wait. {#wait}\n"),
                        TEXT))
                .containsExactly("Moved from “Steps” to “Later”: “Wait.”");
        assertThat(changed(
                        TEXT.replace(
                                "1. Restart. {#restart}\n2. Wait. {#wait}\n",
                                "1. Wait. {#wait}\n2. Restart. {#restart}\n"),
                        TEXT))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("Moved within “Steps”: ");
        assertThat(changed("---\nowners: ops\n---\n" + TEXT, TEXT))
                .containsExactly("Added under the front matter: “owners: ops”");
    }

    private static List<String> changed(String revision, String baseline) {
        Digested digested = Digested.of(revision).against(baseline);
        DigestSentences sentences = new DigestSentences(digested.compared(), digested.context());
        return digested.claims().changed().stream()
                .map((ChangedClaim claim) -> sentences.of(claim))
                .toList();
    }

    @Test
    void saysWhatIsOpenWithBothValues() {
        Digested digested = Digested.of(
                        "---\nassumes:\n  - {register: entitlements, key: ACME, field: tier, expect: PREMIUM}\n---\n# R\n\n## Own {#own}\n| service | owner |\n|---|---|\n| edge | team-edge |\n| core | team-core |\n")
                .record("ownership", "edge", "owner", "team-other")
                .kept("ownership", "core", "owner", "team-secret")
                .stale("entitlements", "ACME", "tier", "STANDARD");
        DigestSentences sentences = new DigestSentences(digested.compared(), digested.context());
        assertThat(digested.open().stream().map(sentences::of))
                .containsExactly(
                        "Owner of “core”: the runbook says “team-core”, the registry (version 7) says something else.",
                        "Owner of “edge”: the runbook says “team-edge”, the registry (version 7) says “team-other”.",
                        "Assumed of “entitlements/ACME”: expected “PREMIUM”, the record (version 7) says “STANDARD”.",
                        "The record “entitlements/ACME” (version 7) is older than its register allows: it was published on 2026-04-01.");
    }

    @Test
    void saysWhatIsDoubtfulAboutAnException() {
        String text = "# R\n\n## Exceptions {#exceptions}\n- Wait. {#wait}\n- Tell. {#tell}\n- Go at once. {#go}\n";
        Digested digested = Digested.of(text.replace("{#go}", "{#go-now}"))
                .against(text)
                .record("exceptions", "EXC-1", "step", "wait", "account", "ACME")
                .record("exceptions", "EXC-2", "step", "tell", "validity.to", "some day")
                .record("exceptions", "EXC-3", "step", "go")
                .record("entitlements", "ACME", "tier", "STANDARD");
        DigestSentences sentences = new DigestSentences(digested.compared(), digested.context());
        assertThat(digested.open().stream().map(sentences::of))
                .contains(
                        "The record “entitlements/ACME” (version 7) is no active premium entitlement; an approved exception relies on one at “wait”.",
                        "The carve-out “tell” has no approved exception that matches it.",
                        "The approved exception “exceptions/EXC-2” (version 7) is for the step “tell”; what it says of its validity cannot be read.",
                        "The approved exception “exceptions/EXC-3” (version 7) is for the step “go”, which has another anchor by now.");
    }

    @Test
    void sumsUpInOneLine() {
        assertThat(DigestSentences.summary("published/2026-02-01", 1, 2, 0))
                .isEqualTo("1 change against “published/2026-02-01”; 2 passages still apply; no open items.");
        assertThat(DigestSentences.summary("published/2026-02-01", 0, 1, 1))
                .isEqualTo("No material change against “published/2026-02-01”; 1 passage still applies; 1 open item.");
        assertThat(DigestSentences.summary(null, 0, 0, 3)).isEqualTo("No comparison was made; 3 open items.");
    }

    @Test
    void cutsALongPassageAndKeepsItsMarks() {
        String long500 = "x".repeat(500);
        String sentence = Quotations.quoted(long500);
        assertThat(sentence).hasSize(403).startsWith("“x").endsWith("x…”");
        assertThat(Quotations.quoted("say “no” now")).isEqualTo("“say \"no\" now”");
    }

    @Test
    void knowsItsOwnWordsFromWhatItQuotes() {
        assertThat(Quotations.ownWords("Added: “severity” and “should”, at once")
                        .strip())
                .doesNotContain("severity", "should")
                .contains("Added", "at once");
        assertThat(Quotations.ownWords("“open"))
                .as("a quotation that never ends")
                .contains("open");
    }

    @Test
    void leavesAPersonOnlyTheWordsThatTheRunbookHas() {
        Digested digested = Digested.of("# R\n\n- Declare  “severity one”\n  at *once*.\n- A shoulder. {#b}\n")
                .against("# R\n\n- Page a manager.\n");
        assertThat(own(digested, "It said “Declare \"severity one\" at once.” before"))
                .isEqualTo("It said   before");
        assertThat(own(digested, "It said “Declare \"severity one\" at…”")).isEqualTo("It said  ");
        assertThat(own(digested, "“Page a manager.” is gone"))
                .as("the baseline")
                .isEqualTo("  is gone");
        assertThat(own(digested, "We “recommend $1” it, and “should” too"))
                .as("what no runbook says, and a part of a word")
                .isEqualTo("We “recommend $1” it, and “should” too");
        assertThat(own(digested.against(null), "“Page a manager.”")).isEqualTo("“Page a manager.”");
    }

    private static String own(Digested digested, String text) {
        return Quotations.ownWords(text, digested.compared().runbooks());
    }
}
