package dev.gatehouse.commandwindow.domain;

/**
 * Rebuilds one timeline from the authoritative one and the facts as they stand.
 *
 * <p>Same problem, same answer: in whatever order its parts are listed, whenever and wherever it runs. Holds what has no
 * place rather than bend a rule. Source: spec 1, "Resequencing".
 */
public interface Resequencer {
    /**
     * @throws IllegalArgumentException when precedence has a cycle or names an unknown checkpoint or evidence; requests
     *     are checked for both before they come here
     */
    Resequencing resequence(ResequencingProblem problem);
}
