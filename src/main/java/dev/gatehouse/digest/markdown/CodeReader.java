package dev.gatehouse.digest.markdown;

import dev.gatehouse.digest.domain.runbook.Passage;
import dev.gatehouse.digest.domain.runbook.Wording;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;

/** Reads code as it is. Its anchor, where it has one, stands behind the language of the fence. */
final class CodeReader {
    private static final Pattern ANCHOR = Pattern.compile(AnchorMark.ALONE + "$");

    private CodeReader() {}

    static Passage read(Node block, Source source) {
        if (!(block instanceof FencedCodeBlock fenced)) {
            return Passage.of(Wording.code("", ((IndentedCodeBlock) block).getLiteral()), source.lines(block));
        }
        String info = fenced.getInfo() == null ? "" : fenced.getInfo();
        Matcher anchor = ANCHOR.matcher(info);
        boolean anchored = anchor.find();
        String language = anchored ? info.substring(0, anchor.start()) : info;
        return new Passage(
                anchored ? anchor.group(1) : null,
                Wording.code(language, fenced.getLiteral()),
                List.of(),
                source.lines(block));
    }
}
