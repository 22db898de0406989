"""Changing things by hand, each in one step of the history.

A form reads a draft (`explorer.editing.stored`), lets the user change it, and hands it back with
the draft that it was given as `was`: what another program changed meanwhile then stays, and where
both changed the same, the edit is refused. Parts with an `id` are changed, those without are
added, and those that are missing go.

Every function works in the store's thread and raises `EditRefused` with the field at fault, or a
`db.StoreError`; in either case the store is as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from explorer.editing import columns, stored, titles
from explorer.editing.edited import Edited, one_step
from explorer.editing.merging import changed_fields, field_list, merged
from explorer.editing.parts import keep_parts, move_passages
from explorer.editing.placing import Placing
from explorer.editing.refusal import field_of_column, refusing
from explorer.editing.subjects import row_words, selection_of_row
from explorer.model.view import Selection
from explorer.progress import Progress, no_progress

if TYPE_CHECKING:
    from db import Store, Writer
    from explorer.editing.drafts import (
        AccountDraft,
        ActorDraft,
        EvidenceDraft,
        InteractionDraft,
        QuoteDraft,
        RelationDraft,
        SourceDraft,
    )
    from explorer.progress import CancelToken


def change_actor(
    store: Store,
    actor_id: int,
    draft: ActorDraft,
    was: ActorDraft | None = None,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Edited:
    """Change an actor, its other names and its identifiers."""
    now = stored.actor_draft(store, actor_id)
    draft = merged(was, draft, now)
    changed = changed_fields(now, draft)
    who = titles.name_of(now.name)
    title = (
        f"Rename {who} to {titles.name_of(draft.name)}"
        if changed == ("name",)
        else _title(changed, who)
    )
    with one_step(store, title, token=token) as step:
        placing = Placing(store, step.writer)
        _update(step.writer, "actors", actor_id, columns.actor_values(placing, draft), changed)
        keep_parts(
            step.writer,
            "actor_names",
            {"actor_id": actor_id},
            now.names,
            draft.names,
            lambda one, field: columns.name_values(placing, one, field),
            "names",
        )
        keep_parts(
            step.writer,
            "actor_identifiers",
            {"actor_id": actor_id},
            now.identifiers,
            draft.identifiers,
            lambda one, field: columns.identifier_values(placing, one, field),
            "identifiers",
        )
        step.row_id, step.selection = actor_id, Selection.actor(actor_id)
    return step.edited()  # fmt: skip


def change_relation(
    store: Store,
    relation_id: int,
    draft: RelationDraft,
    was: RelationDraft | None = None,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Edited:
    """Change what lasts between two actors."""
    now = stored.relation_draft(store, relation_id)
    draft = merged(was, draft, now)
    changed = changed_fields(now, draft)
    title = _title(changed, row_words(store, "relations", relation_id))
    with one_step(store, title, token=token) as step:
        values = columns.relation_values(Placing(store, step.writer), draft)
        _update(step.writer, "relations", relation_id, values, changed)
        step.row_id = relation_id
    return step.edited()


def change_interaction(
    store: Store,
    interaction_id: int,
    draft: InteractionDraft,
    was: InteractionDraft | None = None,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Edited:
    """Change an interaction with its participants, topics, amounts and order."""
    now = stored.interaction_draft(store, interaction_id)
    draft = merged(was, draft, now)
    changed = changed_fields(now, draft)
    what = row_words(store, "interactions", interaction_id)
    with one_step(store, _title(changed, what), token=token) as step:
        writer, placing = step.writer, Placing(store, step.writer)
        who = [
            placing.actor(one.actor, f"participants.{at}.actor")
            for at, one in enumerate(draft.participants)
        ]
        values = columns.interaction_values(placing, draft, "", who)
        _update(writer, "interactions", interaction_id, values, changed)
        owner = {"interaction_id": interaction_id}
        keep_parts(
            writer,
            "participants",
            owner,
            now.participants,
            draft.participants,
            lambda one, field: columns.participant_values(placing, one, field),
            "participants",
        )
        keep_parts(
            writer,
            "amounts",
            owner,
            now.amounts,
            draft.amounts,
            lambda one, field: columns.amount_values(placing, one, field),
            "amounts",
        )
        keep_parts(
            writer,
            "interaction_order",
            owner,
            now.order,
            draft.order,
            lambda one, field: columns.order_values(placing, one, field),
            "order",
        )
        if now.topics != draft.topics:
            placing.set_topics(interaction_id, draft.topics)
        step.row_id, step.selection = interaction_id, Selection.interaction(interaction_id)
    return step.edited()  # fmt: skip


def change_source(
    store: Store,
    source_id: int,
    draft: SourceDraft,
    was: SourceDraft | None = None,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Edited:
    """Change a source; passages are found again in a text that has changed."""
    now = stored.source_draft(store, source_id)
    draft = merged(was, draft, now)
    changed = changed_fields(now, draft)
    title = _title(changed, titles.source_words(now.title))
    with one_step(store, title, token=token) as step:
        values = columns.source_values(Placing(store, step.writer), draft)
        _update(step.writer, "sources", source_id, values, changed)
        if now.text != draft.text:
            move_passages(store, step.writer, source_id, now.text or "", draft.text or "")
        step.row_id, step.selection = source_id, Selection.of_source(source_id)
    return step.edited()


def change_quote(
    store: Store,
    quote_id: int,
    draft: QuoteDraft,
    was: QuoteDraft | None = None,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Edited:
    """Change a quote, whom it is about, and the way it took to us."""
    now = stored.quote_draft(store, quote_id)
    draft = merged(was, draft, now)
    changed = changed_fields(now, draft)
    title = _title(changed, row_words(store, "quotes", quote_id))
    with one_step(store, title, token=token) as step:
        placing = Placing(store, step.writer)
        _update(step.writer, "quotes", quote_id, columns.quote_values(placing, draft), changed)
        if now.about != draft.about:
            placing.set_about(quote_id, draft.about)
        _keep_chain(step.writer, placing, {"quote_id": quote_id}, now, draft)
        step.row_id = quote_id
    return step.edited()


def change_account(
    store: Store,
    account_id: int,
    draft: AccountDraft,
    was: AccountDraft | None = None,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Edited:
    """Change what one party says happened, and the way it took to us."""
    now = stored.account_draft(store, account_id)
    draft = merged(was, draft, now)
    changed = changed_fields(now, draft)
    title = _title(changed, row_words(store, "accounts", account_id))
    with one_step(store, title, token=token) as step:
        placing = Placing(store, step.writer)
        _update(
            step.writer, "accounts", account_id, columns.account_values(placing, draft), changed
        )
        _keep_chain(step.writer, placing, {"account_id": account_id}, now, draft)
        step.row_id = account_id
    return step.edited()


def change_evidence(
    store: Store,
    evidence_id: int,
    draft: EvidenceDraft,
    was: EvidenceDraft | None = None,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Edited:
    """Change a passage that supports a fact."""
    now = stored.evidence_draft(store, evidence_id)
    draft = merged(was, draft, now)
    changed = changed_fields(now, draft)
    title = _title(changed, row_words(store, "evidence", evidence_id))
    with one_step(store, title, token=token) as step:
        values = columns.evidence_values(Placing(store, step.writer), draft, "")
        _update(step.writer, "evidence", evidence_id, values, changed)
        step.row_id = evidence_id
        step.selection = selection_of_row(store, "evidence", evidence_id)
    return step.edited()


def change_about(
    store: Store,
    title: str,
    description: str,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Edited:
    """Change what the store says about itself."""
    with one_step(store, "Change the title and description of this store", token=token) as step:
        step.writer.set_meta("title", columns.text(title, "title", "Give the store a title."))
        step.writer.set_meta("description", description)
    return step.edited()


def _update(
    writer: Writer, table: str, row_id: int, values: dict[str, Any], changed: tuple[str, ...]
) -> None:
    """Write the columns of the fields that were changed, and leave the others as they stand."""
    wanted = {name: value for name, value in values.items() if field_of_column(name) in changed}
    with refusing():
        writer.update(table, row_id, **wanted)


def _keep_chain(
    writer: Writer,
    placing: Placing,
    owner: dict[str, Any],
    now: QuoteDraft | AccountDraft,
    draft: QuoteDraft | AccountDraft,
) -> None:
    position = {id(one): at for at, one in enumerate(draft.attributions, start=1)}
    keep_parts(
        writer, "attributions", owner, now.attributions, draft.attributions,
        lambda one, field: {
            "position": position[id(one)], **columns.attribution_values(placing, one, field)
        },
        "attributions", is_ordered=True,
    )  # fmt: skip


def _title(changed: tuple[str, ...], what: str) -> str:
    fields = titles.changed_words(field_list(changed))
    return f"Change {fields} of {what}" if fields else f"Change {what}"
