package dev.gatehouse.digest.markdown;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/**
 * A reference such as {@code &#xD800;} names half a character, which no text can hold. It becomes the replacement character, as
 * CommonMark 0.31 has it for whatever is no character.
 */
final class WholeCharacters extends AbstractVisitor {
    /** To a pattern what is part of a whole character is none of these. */
    private static final Pattern HALF = Pattern.compile("[\\x{D800}-\\x{DFFF}]");

    /** A destination that many links have by reference is one object, and is looked at once. */
    private final Map<String, String> looked = new IdentityHashMap<>();

    private WholeCharacters() {}

    static Node in(Node document) {
        document.accept(new WholeCharacters());
        return document;
    }

    @Override
    public void visit(Text text) {
        text.setLiteral(whole(text.getLiteral()));
    }

    @Override
    public void visit(FencedCodeBlock code) {
        if (code.getInfo() != null) {
            code.setInfo(whole(code.getInfo()));
        }
    }

    @Override
    public void visit(Link link) {
        link.setDestination(once(link.getDestination()));
        link.setTitle(onceOrNone(link.getTitle()));
        visitChildren(link);
    }

    @Override
    public void visit(Image image) {
        image.setDestination(once(image.getDestination()));
        image.setTitle(onceOrNone(image.getTitle()));
        visitChildren(image);
    }

    @Override
    public void visit(LinkReferenceDefinition definition) {
        definition.setDestination(once(definition.getDestination()));
        definition.setTitle(onceOrNone(definition.getTitle()));
    }

    private @Nullable String onceOrNone(@Nullable String text) {
        return text == null ? null : once(text);
    }

    private String once(String text) {
        return looked.computeIfAbsent(text, WholeCharacters::whole);
    }

    private static String whole(String text) {
        return HALF.matcher(text).replaceAll("\uFFFD");
    }
}
