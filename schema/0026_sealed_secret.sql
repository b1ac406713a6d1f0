-- Keys of second factors are sealed (desk/seal.h). A key that was stored in the open before may be
-- replaced by its sealed form, once; nothing else of a row ever changes.
-- only: sqlite
DROP TRIGGER login_secret_frozen_update;
CREATE TRIGGER login_secret_frozen_update BEFORE UPDATE ON login_secret
WHEN OLD.kind <> 'totp' OR OLD.value = '' OR OLD.value LIKE 's1:%' OR NEW.value NOT LIKE 's1:%'
	OR NEW.account_id <> OLD.account_id OR NEW.kind <> OLD.kind OR NEW.secret_no <> OLD.secret_no
	OR NEW.must_change <> OLD.must_change OR NEW.set_at <> OLD.set_at OR NEW.act_id <> OLD.act_id
BEGIN SELECT RAISE(ABORT, 'login_secret: rows are never changed'); END;
-- only: postgresql
DROP TRIGGER login_secret_frozen_change ON login_secret;
CREATE TRIGGER login_secret_frozen_delete BEFORE DELETE ON login_secret
 FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER login_secret_frozen_change BEFORE UPDATE ON login_secret
 FOR EACH ROW WHEN (OLD.kind <> 'totp' OR OLD.value = '' OR OLD.value LIKE 's1:%' OR NEW.value NOT LIKE 's1:%'
	OR NEW.account_id <> OLD.account_id OR NEW.kind <> OLD.kind OR NEW.secret_no <> OLD.secret_no
	OR NEW.must_change <> OLD.must_change OR NEW.set_at <> OLD.set_at OR NEW.act_id <> OLD.act_id)
 EXECUTE FUNCTION refuse_change();
-- only: end
