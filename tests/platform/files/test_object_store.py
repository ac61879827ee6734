"""The same store on an S3-compatible service, spoken to over the network of this machine."""

import uuid
from datetime import timedelta

import boto3
import pytest
from moto.server import ThreadedMotoServer

from paripurna.config.settings.environment import Environment
from paripurna.platform.files import actions, queries, store
from paripurna.platform.files.reading import pages
from paripurna.platform.files.serving import serve
from paripurna.platform.files.types import FileLost
from tests.factories.platform import NOW
from tests.platform.files import samples

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore")]  # moto's own


@pytest.fixture(scope="module")
def service():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(autouse=True)
def bucket(service, settings, tmp_path):
    name = f"berkas-{uuid.uuid4()}"
    environment = Environment(
        {
            "PARIPURNA_S3_BUCKET": name,
            "PARIPURNA_S3_ENDPOINT": service,
            "PARIPURNA_S3_REGION": "us-east-1",
            "PARIPURNA_S3_ACCESS_KEY": "kunci",
            "PARIPURNA_S3_SECRET_KEY": "rahasia",
        }
    )
    settings.STORAGES = {**settings.STORAGES, "default": environment.file_store(tmp_path)}
    client = boto3.client(
        "s3", endpoint_url=service, region_name="us-east-1", aws_access_key_id="kunci", aws_secret_access_key="rahasia"
    )
    client.create_bucket(Bucket=name)
    return client


class TestObjectStore:
    def test_keeps_reads_and_forgets(self, bucket):
        file = actions.keep(chunks=[samples.pdf()], filename="sk.pdf", at=NOW)

        assert b"".join(queries.open_chunks(file)) == samples.pdf()
        assert b"".join(store.read(store.key_of(file.hash), 1, 3)) == samples.pdf()[1:4]
        assert list(store.list_keys()) == [store.key_of(file.hash)]
        store.delete(store.key_of(file.hash))
        with pytest.raises(FileLost):
            queries.open_chunks(file)

    def test_serves_a_clean_picture(self, rf):
        file = actions.keep(chunks=[samples.jpeg()], filename="foto.jpg", at=NOW)

        content = b"".join(serve(rf.get("/"), file, "foto.jpg").streaming_content)

        assert content.startswith(b"\xff\xd8")
        assert b"Sri" not in content

    def test_forgets_what_was_made_of_a_file_with_it(self, bucket):
        file = actions.keep(chunks=[samples.pdf()], filename="sk.pdf", at=NOW)
        key = pages.get_page_key(file)
        assert (store.list_shown(), store.list_derived(file.hash)) == ([file.hash], ["page-1-320.webp"])

        actions.sweep_orphans(at=NOW + timedelta(days=2))

        assert not store.exists(key)
        assert store.list_shown() == []

    def test_is_writable(self):
        store.check_writable()
