"""What the tenant has, seen through its public API as a Global Administrator sees it."""

from __future__ import annotations

import base64
import hashlib
import http.cookiejar
import json
import secrets
import ssl
import urllib.error
import urllib.parse
import urllib.request

PERSON_PROPERTIES = (
    "id,displayName,userPrincipalName,mail,otherMails,accountEnabled,preferredLanguage,onPremisesImmutableId,onPremisesSamAccountName,"
    "onPremisesDomainName,onPremisesDistinguishedName,onPremisesUserPrincipalName,onPremisesProvisioningErrors,proxyAddresses,givenName,"
    "surname,department,jobTitle,mobilePhone"
)


class Unavailable(Exception):
    """No answer, or one that says to try again: the tenant may just have been killed."""


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_arguments):
        return None


class TenantView:
    def __init__(self, variables: dict[str, str]):
        self._base = variables["TILBAGE_URL"]
        self._tenant = variables["TILBAGE_TENANT"]
        self._name, self._password = variables["TILBAGE_ADMIN_UPN"], variables["TILBAGE_ADMIN_PASSWORD"]
        self._context = ssl.create_default_context(cafile=variables["TILBAGE_CA"])
        self._token: str | None = None

    @property
    def administrator(self) -> str:
        return self._name

    def people(self) -> list[dict]:
        return self._collection(f"/beta/users?$top=999&$select={PERSON_PROPERTIES}")

    def groups(self) -> list[dict]:
        return self._collection("/v1.0/groups?$top=999")

    def members(self, group_id: str) -> set[str]:
        return {member["id"] for member in self._collection(f"/v1.0/groups/{group_id}/members?$top=999")}

    def manager(self, person_id: str) -> str | None:
        found = self.get(f"/v1.0/users/{person_id}/manager", absent=404)
        return found["id"] if found else None

    def get(self, path: str, absent: int | None = None) -> dict | None:
        return self.call("GET", path, absent=absent)

    def call(self, method: str, path: str, body: dict | None = None, absent: int | None = None, again: bool = True) -> dict | None:
        if self._token is None:
            self._token = self._sign_in()
        data = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {self._token}"} | ({"Content-Type": "application/json"} if data is not None else {})
        status, text = self._send(urllib.request.Request(self._base + path, data=data, method=method, headers=headers))
        if status == 401 and again:
            self._token = None
            return self.call(method, path, body, absent, again=False)
        if status == absent:
            return None
        if status in (429, 502, 503):
            raise Unavailable(f"{method} {path}: {status}")
        if status >= 300:
            raise AssertionError(f"{method} {path}: {status} {text[:500]}")
        return json.loads(text) if text else {}

    def _collection(self, path: str) -> list[dict]:
        found: list[dict] = []
        while path:
            page = self.get(path)
            found += page["value"]
            following = page.get("@odata.nextLink", "")
            path = following.removeprefix(self._base)
        return found

    def _send(self, request: urllib.request.Request, opener=None) -> tuple[int, str]:
        opener = opener or urllib.request.build_opener(urllib.request.HTTPSHandler(context=self._context))
        try:
            with opener.open(request, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()
        except (urllib.error.URLError, OSError) as lost:
            raise Unavailable(str(lost)) from None

    def _sign_in(self) -> str:
        """Authorization code with PKCE (RFC 7636), as the portal's page does it."""
        jar = http.cookiejar.CookieJar()
        opener = urllib.request.build_opener(
            urllib.request.HTTPSHandler(context=self._context), urllib.request.HTTPCookieProcessor(jar), _NoRedirects()
        )
        verifier = secrets.token_urlsafe(48)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        redirect = f"{self._base}/portal/callback"
        oauth = f"{self._base}/{self._tenant}/oauth2/v2.0"
        query = urllib.parse.urlencode({
            "response_type": "code", "client_id": "portal", "redirect_uri": redirect, "state": "model", "scope": "openid",
            "code_challenge": challenge, "code_challenge_method": "S256",
        })  # fmt: skip
        flow = urllib.parse.parse_qs(urllib.parse.urlsplit(self._location(opener, f"{oauth}/authorize?{query}")).query)["flow"][0]
        asked = urllib.request.Request(
            f"{self._base}/signin/v1/flows/{flow}/password",
            data=json.dumps({"userName": self._name, "password": self._password}).encode(),
            headers={"Content-Type": "application/json", "Origin": self._base},
        )
        status, text = self._send(asked, opener)
        if status >= 500:
            raise Unavailable(text)
        assert status == 200, text
        target = json.loads(text)["redirectTo"]
        if not target.startswith(redirect):
            target = self._location(opener, urllib.parse.urljoin(self._base, target))
        code = urllib.parse.parse_qs(urllib.parse.urlsplit(target).query)["code"][0]
        form = urllib.parse.urlencode({
            "grant_type": "authorization_code", "client_id": "portal", "redirect_uri": redirect, "code": code, "code_verifier": verifier,
        })  # fmt: skip
        status, text = self._send(urllib.request.Request(f"{oauth}/token", data=form.encode()), opener)
        if status >= 500:
            raise Unavailable(text)
        assert status == 200, text
        return json.loads(text)["access_token"]

    def _location(self, opener, url: str) -> str:
        try:
            with opener.open(url, timeout=20) as answer:
                raise AssertionError(f"{url}: no redirect but {answer.status}")
        except urllib.error.HTTPError as redirect:
            if redirect.code >= 500:
                raise Unavailable(str(redirect)) from None
            assert redirect.code in (302, 303), redirect.read().decode()
            return urllib.parse.urljoin(url, redirect.headers["Location"])
        except (urllib.error.URLError, OSError) as lost:
            raise Unavailable(str(lost)) from None
