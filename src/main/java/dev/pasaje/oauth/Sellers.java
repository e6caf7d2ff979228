// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.oauth;

import dev.pasaje.db.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/// The sellers in the store. Nodes that share it take turns: whoever claims a seller may work on it
/// until the lease is over. Safe for many threads.
public final class Sellers {
  private final Database database;

  public Sellers(Database database) {
    this.database = database;
  }

  public List<Seller> all() {
    return database
        .read()
        .withHandle(handle ->
            handle
                .createQuery("select * from oauth_seller order by integration, user_id")
                .map((row, _) -> seller(row))
                .list());
  }

  public Optional<Seller> find(String integration, String userId) {
    return all().stream()
        .filter(one -> one.integration().equals(integration) && one.userId().equals(userId))
        .findFirst();
  }

  /// Sellers to be renewed or looked at.
  List<Seller> due(Instant now) {
    return all().stream()
        .filter(one ->
            one.state() == Seller.State.LINKED
                && (!one.dueAt().isAfter(now)
                    || (one.checkAt().isAfter(Instant.EPOCH) && !one.checkAt().isAfter(now))))
        .toList();
  }

  /// A seller authorised, for the first time or again.
  void authorised(Application application, TokenPair pair, int version, String redirectUri) {
    run(
        """
        insert into oauth_seller (integration, user_id, client_id, state, version, issued_at,
          expires_at, due_at, check_at, attempts, owner, lease_until, intent_at, intent_token,
          trouble, redirect_uri, link)
        values (:integration, :user, :client, 'linked', :version, :issued, :expires, :due, 0, 0,
          '', 0, 0, '', '', :redirect, '')
        on conflict (integration, user_id) do update set
          client_id = excluded.client_id, state = 'linked', version = excluded.version,
          issued_at = excluded.issued_at, expires_at = excluded.expires_at,
          due_at = excluded.due_at, check_at = 0, attempts = 0, intent_at = 0, intent_token = '',
          trouble = '', redirect_uri = excluded.redirect_uri, link = ''
        """,
        update ->
            pair(update, pair, version)
                .bind("integration", application.integration())
                .bind("user", pair.userId())
                .bind("client", application.clientId())
                .bind("redirect", redirectUri));
  }

  /// @return empty when another node works on it, or has done so since it was read
  Optional<Seller> claim(Seller seller, String node, Instant now, Duration lease) {
    int taken =
        run(
            """
            update oauth_seller set owner = :node, lease_until = :until
            where integration = :integration and user_id = :user and lease_until <= :now
              and version = :version and state = :state and due_at = :due and check_at = :check
            """,
            update ->
                key(update, seller)
                    .bind("node", node)
                    .bind("until", now.plus(lease).toEpochMilli())
                    .bind("now", now.toEpochMilli())
                    .bind("version", seller.version())
                    .bind("state", seller.state().id())
                    .bind("due", seller.dueAt().toEpochMilli())
                    .bind("check", seller.checkAt().toEpochMilli()));
    return taken == 1 ? find(seller.integration(), seller.userId()) : Optional.empty();
  }

  /// Writes down which refresh token is about to be used up.
  ///
  /// @return false when the lease is over; then it must not be used
  boolean intend(Seller seller, String node, String token, Instant now) {
    return run(
            """
            update oauth_seller set intent_at = :now, intent_token = :token
            where integration = :integration and user_id = :user and owner = :node
              and lease_until > :now
            """,
            update ->
                key(update, seller)
                    .bind("node", node)
                    .bind("token", token)
                    .bind("now", now.toEpochMilli()))
        == 1;
  }

  /// A newer pair is in the vault, whoever stored it and whatever was said of the seller meanwhile.
  void renewed(Seller seller, TokenPair pair, int version) {
    run(
        """
        update oauth_seller set state = 'linked', version = :version, issued_at = :issued,
          expires_at = :expires, due_at = :due, check_at = 0, attempts = 0, owner = '',
          lease_until = 0, intent_at = 0, intent_token = '', trouble = '', link = ''
        where integration = :integration and user_id = :user and version < :version
        """,
        update -> pair(key(update, seller), pair, version));
  }

  /// It did not work this time.
  ///
  /// @param sure whether the refresh token is certainly unused
  void later(Seller seller, String trouble, boolean sure, Instant at) {
    run(
        """
        update oauth_seller set due_at = :at, attempts = attempts + 1, trouble = :trouble,
          owner = '', lease_until = 0,
          check_at = case when check_at > 0 then :at else 0 end,
          intent_token = case when :sure = 1 then '' else intent_token end
        where integration = :integration and user_id = :user and version = :version
        """,
        update ->
            key(update, seller)
                .bind("at", at.toEpochMilli())
                .bind("trouble", trouble)
                .bind("sure", sure ? 1 : 0)
                .bind("version", seller.version()));
  }

  /// @param link by which it authorises again; empty when it does not want to
  /// @return whether this was news
  boolean flag(Seller seller, Seller.State state, String trouble, String link) {
    return run(
            """
            update oauth_seller set state = :state, trouble = :trouble, link = :link, owner = '',
              lease_until = 0, check_at = 0
            where integration = :integration and user_id = :user and version = :version
              and state = 'linked'
            """,
            update ->
                key(update, seller)
                    .bind("state", state.id())
                    .bind("trouble", trouble)
                    .bind("link", link)
                    .bind("version", seller.version()))
        == 1;
  }

  /// Still authorised, in spite of what somebody said.
  void checked(Seller seller) {
    run(
        """
        update oauth_seller set check_at = 0, owner = '', lease_until = 0
        where integration = :integration and user_id = :user and version = :version
        """,
        update -> key(update, seller).bind("version", seller.version()));
  }

  /// A notification says that a seller withdrew. It is only a hint: the next run asks.
  ///
  /// @param handle of the caller's transaction
  public static void hint(Handle handle, String integration, String userId, Instant now) {
    handle
        .createUpdate(
            """
            update oauth_seller set check_at = :now
            where integration = :integration and user_id = :user and state = 'linked'
            """)
        .bind("integration", integration)
        .bind("user", userId)
        .bind("now", now.toEpochMilli())
        .execute();
  }

  private int run(String sql, java.util.function.UnaryOperator<Update> arguments) {
    return database
        .write()
        .inTransaction(handle -> arguments.apply(handle.createUpdate(sql)).execute());
  }

  private static Update key(Update update, Seller seller) {
    return update.bind("integration", seller.integration()).bind("user", seller.userId());
  }

  private static Update pair(Update update, TokenPair pair, int version) {
    return update
        .bind("version", version)
        .bind("issued", pair.issuedAt().toEpochMilli())
        .bind("expires", pair.expiresAt().toEpochMilli())
        .bind("due", pair.due().toEpochMilli());
  }

  private static Seller seller(ResultSet row) throws SQLException {
    String state = row.getString("state");
    return new Seller(
        row.getString("integration"),
        row.getString("user_id"),
        row.getString("client_id"),
        Arrays.stream(Seller.State.values())
            .filter(one -> one.id().equals(state))
            .findFirst()
            .orElseThrow(),
        row.getInt("version"),
        at(row, "issued_at"),
        at(row, "expires_at"),
        at(row, "due_at"),
        at(row, "check_at"),
        row.getInt("attempts"),
        row.getString("intent_token"),
        row.getString("trouble"),
        row.getString("redirect_uri"),
        row.getString("link"));
  }

  private static Instant at(ResultSet row, String column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }
}
